// Searches in the glossary's table: of its rows, those stay that have all words. Without it the table is whole.

const filter = document.querySelector('.filter');
const input = filter?.querySelector('input');
const status = filter?.querySelector('[role=status]');
const rows = [...document.querySelectorAll('tbody tr')].map((row) => ({ row, text: textOf(row) }));

/** @param {Element} row With the parts of names as words of their own: `<wbr>` stands between them. */
function textOf(row) {
  return (row.textContent ?? '').toLowerCase();
}

function show() {
  const words = (input?.value ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const { row, text } of rows) {
    const fits = words.every((word) => text.includes(word));
    row.toggleAttribute('hidden', !fits);
    if (fits) count += 1;
  }
  if (status) status.textContent = words.length === 0 ? `${rows.length} words.` : `${count} of ${rows.length} words.`;
}

filter?.removeAttribute('hidden');
input?.addEventListener('input', show);
show();
