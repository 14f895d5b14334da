/* Before the first paint: light or dark as the person chose it, else as the system says. */
try {
  var chosen = localStorage.getItem('mantine-color-scheme-value') || 'auto';
  var dark = matchMedia('(prefers-color-scheme: dark)').matches;
  document.documentElement.setAttribute(
    'data-mantine-color-scheme',
    chosen === 'auto' ? (dark ? 'dark' : 'light') : chosen,
  );
} catch (error) {
  /* Storage is closed: light. */
}
