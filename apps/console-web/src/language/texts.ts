import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';

export const languages = ['cs', 'en'] as const;
export type Language = (typeof languages)[number];

/** Texts of a room by key; those that count something have one for each plural form: `key_one`, `key_few`, `key_other`. */
export type Texts = Readonly<Record<string, string>>;
type Plural = 'one' | 'few' | 'many' | 'other';
/** The keys to ask for: without the plural form. */
export type KeyOf<T> = keyof T & string extends infer K
  ? K extends `${infer Base}_${Plural}`
    ? Base
    : K
  : never;

/** Whether a word that a service said is a key here. */
export const isKeyIn =
  <T extends Texts>(texts: T) =>
  (key: string): key is KeyOf<T> & string =>
    Object.hasOwn(texts, key);

export type Say<T> = (key: KeyOf<T>, values?: Readonly<Record<string, unknown>>) => string;

const storageKey = 'ellity-language';
const remembered = (): Language => {
  try {
    return localStorage.getItem(storageKey) === 'en' ? 'en' : 'cs';
  } catch {
    return 'cs';
  }
};

void i18next.use(initReactI18next).init({
  lng: remembered(),
  fallbackLng: 'cs',
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
  react: { useSuspense: false },
  initAsync: false,
  resources: {},
});

/** Czech unless the person chose English. */
export const languageNow = (): Language => (i18next.language === 'en' ? 'en' : 'cs');

export async function speak(language: Language): Promise<void> {
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // Storage is closed: the choice lasts as long as the page.
  }
}

/** Adds the texts of a room, in both languages, and gives the hook that says them. */
export function textsOf<const T extends Texts>(room: string, cs: T, en: Texts): () => Say<T> {
  i18next.addResourceBundle('cs', room, bound(cs));
  i18next.addResourceBundle('en', room, en);
  return () => {
    const { t } = useTranslation(room);
    return t as unknown as Say<T>;
  };
}

/** In Czech a preposition of one letter stays with its word at the end of a line. */
const bound = (texts: Texts): Texts =>
  Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [
      key,
      text.replaceAll(/(?<=^|[\s(„])([ksvzouaiKSVZOUAI]) /g, '$1\u00a0'),
    ]),
  );

/** The language of the page; whoever calls it is drawn anew when it changes. */
export const useLanguage = (): Language => {
  const { i18n } = useTranslation();
  return i18n.language === 'en' ? 'en' : 'cs';
};
