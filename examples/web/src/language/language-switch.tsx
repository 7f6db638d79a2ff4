import { LANGUAGES, type Language, useTexts } from './language.ts';

interface Props {
  readonly language: Language;
  readonly onLanguage: (language: Language) => void;
}

/** Each language by its own name, in itself. */
export function LanguageSwitch({ language, onLanguage }: Props) {
  const { page } = useTexts();
  return (
    // A group, and no fieldset: nothing of it is sent.
    // biome-ignore lint/a11y/useSemanticElements: see above
    <div role="group" aria-label={page.language} className="languages">
      {(Object.keys(LANGUAGES) as Language[]).map((each) => (
        <button
          key={each}
          type="button"
          className="ds-button"
          data-variant={each === language ? 'secondary' : 'tertiary'}
          data-size="sm"
          lang={LANGUAGES[each].lang}
          aria-pressed={each === language}
          onClick={() => onLanguage(each)}
        >
          {LANGUAGES[each].name}
        </button>
      ))}
    </div>
  );
}
