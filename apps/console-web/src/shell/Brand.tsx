import styles from './shell.module.css';

/** Our sign; where this is not production it says which environment it is. */
export const Brand = ({ environment }: { readonly environment: string | null }) => (
  <div className={styles['brand']}>
    <img src="/favicon.svg" width={26} height={26} alt="" />
    Ellity
    {environment ? <span className={styles['environment']}>{environment}</span> : null}
  </div>
);
