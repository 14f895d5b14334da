import type { Letters } from '../api/types';
import { formatCount } from '../language/numbers';
import { useLanguage } from '../language/texts';
import { byHour } from './hours';
import styles from './letters.module.css';
import { useLettersTexts } from './texts';

const [width, height, step] = [96, 24, 4] as const;

/** How many came, hour by hour through the last day; the sum in words for whoever does not see it. */
export function Sparkline({ hours }: { readonly hours: Letters['GroupView']['hours'] }) {
  const say = useLettersTexts();
  const language = useLanguage();
  const counts = byHour(hours, new Date());
  const most = Math.max(1, ...counts);
  const sum = counts.reduce((all, count) => all + count, 0);
  return (
    <svg
      className={styles['spark']}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={say('groups.spark', { letters: formatCount(sum, language) })}
    >
      {counts.map((count, index) => {
        const tall = count === 0 ? 1 : Math.max(2, (count / most) * height);
        return (
          <rect
            key={index}
            x={index * step}
            y={height - tall}
            width={step - 1}
            height={tall}
            className={styles[count === 0 ? 'sparkNone' : 'sparkSome']}
          />
        );
      })}
    </svg>
  );
}
