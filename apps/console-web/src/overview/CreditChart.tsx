import { Bar, BarChart, CartesianGrid, Tooltip, XAxis, YAxis, ResponsiveContainer } from 'recharts';
import type { Core } from '../api/types';
import { asNumber } from '../language/amounts';
import { formatCount } from '../language/numbers';
import { formatDay } from '../language/times';
import { useLanguage } from '../language/texts';
import styles from './overview.module.css';
import { useOverviewTexts } from './texts';

const kinds = [
  ['given', 'var(--accent)'],
  ['spent', 'var(--calm)'],
  ['lapsed', 'var(--bad)'],
] as const;

/** Three quantities by day; the numbers themselves stand above it, so that nobody has to read them off the picture. */
export default function CreditChart({ days }: { readonly days: Core['SumsView']['days'] }) {
  const say = useOverviewTexts();
  const language = useLanguage();
  const data = days.map(({ day, given, spent, lapsed }) => ({
    day,
    given: asNumber(given),
    spent: asNumber(spent),
    lapsed: asNumber(lapsed),
  }));
  return (
    <figure className={styles['chart']} aria-label={say('credits.title')}>
      <ResponsiveContainer width="100%" height={240}>
        <BarChart
          data={data}
          margin={{ top: 8, right: 4, bottom: 0, left: 0 }}
          barGap={1}
          barCategoryGap="20%"
        >
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis
            dataKey="day"
            tickLine={false}
            axisLine={false}
            interval="equidistantPreserveStart"
            minTickGap={28}
            tickFormatter={(day: string) => formatDay(day, language, 'short')}
            tick={{ fill: 'var(--ink-soft)', fontSize: 12 }}
          />
          <YAxis
            width={48}
            tickLine={false}
            axisLine={false}
            tickFormatter={(value: number) => formatCount(value, language)}
            tick={{ fill: 'var(--ink-soft)', fontSize: 12 }}
          />
          <Tooltip
            cursor={{ fill: 'var(--raised)' }}
            labelFormatter={(day) => (typeof day === 'string' ? formatDay(day, language) : null)}
            formatter={(value, name) => [
              formatCount(Number(value), language),
              say(`credits.${name as 'given' | 'spent' | 'lapsed'}`),
            ]}
            contentStyle={{ background: 'var(--surface)', border: '1px solid var(--line)', borderRadius: 10 }}
          />
          {kinds.map(([name, colour]) => (
            <Bar
              key={name}
              dataKey={name}
              fill={colour}
              radius={[2, 2, 0, 0]}
              maxBarSize={14}
              isAnimationActive={false}
            />
          ))}
        </BarChart>
      </ResponsiveContainer>
      <figcaption className={styles['legend']}>
        {kinds.map(([name, colour]) => (
          <span key={name}>
            <i style={{ background: colour }} aria-hidden />
            {say(`credits.${name}`)}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}
