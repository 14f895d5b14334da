import { createTheme, defaultVariantColorsResolver } from '@mantine/core';

/** The component library in our tokens (tokens.css). One accent; whatever warns or fails has its own soft colour. */
export const theme = createTheme({
  primaryColor: 'leaf',
  primaryShade: { light: 7, dark: 4 },
  variantColorResolver: (input) => {
    const usual = defaultVariantColorsResolver(input);
    const isAccent = input.variant === 'filled' && (input.color ?? 'leaf') === 'leaf';
    return isAccent
      ? { ...usual, background: 'var(--accent)', hover: 'var(--accent-strong)', color: 'var(--on-accent)' }
      : usual;
  },
  colors: {
    leaf: [
      '#eefaf3',
      '#d9f2e4',
      '#b2e4c9',
      '#83d2a9',
      '#6fd0a0',
      '#34a773',
      '#1f8a5c',
      '#176f4a',
      '#125a3d',
      '#0c4630',
    ],
  },
  fontFamily: "'Geist Variable', system-ui, sans-serif",
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  headings: { fontWeight: '600' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' } },
    TextInput: { defaultProps: { size: 'sm' } },
    Modal: {
      defaultProps: {
        centered: true,
        radius: 'lg',
        lockScroll: false,
        overlayProps: { backgroundOpacity: 0.4, blur: 2 },
      },
    },
    // The placeholder has no role that a menu may contain.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    Drawer: { defaultProps: { lockScroll: false } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 200 } },
  },
});
