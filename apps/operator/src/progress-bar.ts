const width = 24;
const redrawMs = 100;

interface Output {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** A bar that is redrawn in place on a terminal, and nothing anywhere else. */
export function progressBar(output: Output, total: number) {
  let drawnAt = 0;
  const draw = (sent: number, settled: number) => {
    const done = total === 0 ? 1 : Math.min(1, settled / total);
    const bar = '#'.repeat(Math.round(done * width)).padEnd(width, '.');
    output.write(`\r[${bar}] ${Math.floor(done * 100)} %  ${sent} of ${total} sent, ${settled} settled `);
  };
  return {
    show: (sent: number, settled: number): void => {
      if (!output.isTTY || Date.now() - drawnAt < redrawMs) return;
      drawnAt = Date.now();
      draw(sent, settled);
    },
    /** Leaves an empty line for what is printed next. */
    end: (): void => {
      if (output.isTTY && drawnAt > 0) output.write('\r\u001b[K');
    },
  };
}
