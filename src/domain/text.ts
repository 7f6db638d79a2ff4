/** The text without the spaces around it; nothing of one that is longer than `max` characters: empty and too long are refused alike. */
export function trimmed(text: string, max: number): string {
  return text.length > max ? '' : text.trim();
}
