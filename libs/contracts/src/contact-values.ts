/** An absolute link over http or https, which is what a field of the type `url` holds at Ecomail. */
export const isWebAddress = (text: string): boolean => /^https?:\/\/[^\s/]/i.test(text) && URL.canParse(text);

/**
 * What somebody could dial: 5 to 15 digits, grouped in any of the usual ways. No check of country or operator, because
 * numbers are written in national form as well.
 */
export function isPhoneNumber(text: string): boolean {
  const digits = text.replaceAll(/\D/g, '').length;
  return /^[+\d\p{Zs}\p{Pd}./()]+$/u.test(text) && digits >= 5 && digits <= 15;
}
