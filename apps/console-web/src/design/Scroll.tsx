import { useEffect, useRef, useState, type ReactNode } from 'react';
import styles from './design.module.css';

/** Around what may be wider than the screen, such as a table. Where it is, the keyboard can scroll it, too. */
export function Scroll({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  const [isWider, setWider] = useState(false);
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const watch = new ResizeObserver(() => setWider(element.scrollWidth > element.clientWidth));
    for (const one of [element, ...element.children]) watch.observe(one);
    return () => watch.disconnect();
  }, []);
  const reachable = isWider ? { role: 'region', tabIndex: 0, 'aria-label': label } : {};
  return (
    <div ref={box} className={styles['scroll']} {...reachable}>
      {children}
    </div>
  );
}
