/** The masthead made small, for tabs and home screens: its rule, and below it the first letter of its name. */
export const Icon = ({ letter, accent, size }: { letter: string; accent: string; size: number }) => (
  <div
    style={{
      width: '100%',
      height: '100%',
      display: 'flex',
      flexDirection: 'column',
      alignItems: 'center',
      background: '#faf6ec',
      color: '#1c1a17',
      paddingTop: size * 0.12,
    }}
  >
    <div style={{ width: size * 0.8, height: Math.max(3, Math.round(size * 0.07)), background: accent }} />
    <div style={{ fontFamily: 'Masthead', fontSize: size * 0.82, lineHeight: 1, marginTop: size * 0.025 }}>
      {letter}
    </div>
  </div>
);
