declare module '*.md' {
  const html: string;
  export default html;
}
declare module '@fontsource-variable/geist';
