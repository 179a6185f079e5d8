/**
 * Clerk's parts in our colours, which follow the theme by themselves: they are the custom properties of `public/style.css`
 * (https://clerk.com/docs/guides/customizing-clerk/appearance-prop/variables).
 */
export const clerkAppearance = {
  variables: {
    colorPrimary: 'var(--accent)',
    colorPrimaryForeground: 'var(--on-accent)',
    colorForeground: 'var(--ink)',
    colorMutedForeground: 'var(--soft)',
    colorBackground: 'var(--surface)',
    colorMuted: 'var(--sunken)',
    colorInput: 'var(--surface)',
    colorInputForeground: 'var(--ink)',
    colorNeutral: 'var(--ink)',
    colorBorder: 'var(--line-strong)',
    colorRing: 'var(--accent)',
    colorDanger: 'var(--bad)',
    colorWarning: 'var(--warn)',
    colorSuccess: 'var(--accent)',
    fontFamily: 'var(--sans)',
    fontSize: '1rem',
    borderRadius: '0.5rem',
  },
} as const;
