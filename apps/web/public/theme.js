// The colours that were chosen, before anything is painted. Kept by src/theme/theme.ts.
try {
  const theme = localStorage.getItem('bloqr.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage is forbidden: the system's colours it is.
}
