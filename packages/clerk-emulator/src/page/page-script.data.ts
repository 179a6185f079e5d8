/**
 * What pages do where scripts run: copy texts, and keep lists of deliveries fresh. Everything else works without.
 */
export const pageScript = `'use strict';
for (const button of document.querySelectorAll('button[data-copy]')) {
  const label = button.innerHTML;
  button.hidden = false;
  button.addEventListener('click', async () => {
    const field = document.getElementById(button.dataset.copy);
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      button.textContent = 'Copied';
    } catch {
      button.textContent = 'Press Ctrl+C';
    }
    setTimeout(() => { button.innerHTML = label; }, 2000);
  });
}

const lists = [...document.querySelectorAll('[data-live]')];
async function refresh() {
  if (document.hidden) return;
  const response = await fetch(location.pathname + location.search).catch(() => null);
  if (!response?.ok) return;
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
  for (const list of lists) {
    const now = fresh.getElementById(list.id);
    const isInUse = list.contains(document.activeElement) || !(getSelection()?.isCollapsed ?? true);
    if (now !== null && !isInUse && now.innerHTML !== list.innerHTML) list.replaceChildren(...now.childNodes);
  }
}
if (lists.length > 0) setInterval(refresh, 1000);
`;
