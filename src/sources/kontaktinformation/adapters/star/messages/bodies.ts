import type { Form, Kodelister } from '../../../settings.ts';
import { type CodeMember, dayInDenmark, isValidOn, kodeOf } from '../../../validity.ts';
import type { Change, KnownStatus, KnownType } from '../../../kontaktinformation.ts';

/** The number that stands for a kind on the wire: from the configuration and nowhere else. */
export function kodeOfType(kodelister: Kodelister, type: KnownType): number {
  return kodeOf(memberOfType(kodelister, type));
}

/** The code of a value that is not in its list today, and that STAR would refuse; undefined where all of them are. */
export function findInvalid(
  { types, status }: { readonly types: readonly KnownType[]; readonly status?: KnownStatus | undefined },
  kodelister: Kodelister,
  now: Date,
): '9153' | '9193' | undefined {
  const day = dayInDenmark(now);
  if (!types.every((type) => isValidOn(memberOfType(kodelister, type), day))) return '9153';
  return status === undefined || isValidOn(memberOfStatus(kodelister, status), day) ? undefined : '9193';
}

function memberOfType({ kontaktdata }: Kodelister, type: KnownType): CodeMember {
  const members: Record<KnownType, CodeMember> = {
    MOBILTELEFON: kontaktdata.mobiltelefon,
    FASTNET_TELEFON: kontaktdata.fastnetTelefon,
    MAILADRESSE: kontaktdata.mailadresse,
  };
  return members[type];
}

function memberOfStatus({ kontaktdatastatus }: Kodelister, status: KnownStatus): CodeMember {
  return status === 'VERIFICERET' ? kontaktdatastatus.verificeret : kontaktdatastatus.ikkeVerificeret;
}

/** Null deletes. It is always written, though STAR takes a missing key for null too: so a deletion is visible in the code. */
export function writeCreate(changes: readonly Change[], kodelister: Kodelister, form: Form): string {
  const kontaktinformation = changes.map((change) => ({
    kontaktdata: change.handling === 'save' ? change.value : null,
    kontaktdataType: kodeOfType(kodelister, change.type),
  }));
  return JSON.stringify({ kontaktinformationer: form === 'flat' ? kontaktinformation : { kontaktinformation } });
}

export function writeUpdate(
  { type, status }: { readonly type: KnownType; readonly status: KnownStatus },
  kodelister: Kodelister,
): string {
  return JSON.stringify({
    kontaktdataType: kodeOfType(kodelister, type),
    kontaktdatastatus: kodeOf(memberOfStatus(kodelister, status)),
  });
}

/** The code is text: it may begin with a zero. */
export function writeVerificer(
  { type, verifikationskode }: { readonly type: KnownType; readonly verifikationskode: string },
  kodelister: Kodelister,
): string {
  return JSON.stringify({ verifikationskode, kontaktdataType: kodeOfType(kodelister, type) });
}
