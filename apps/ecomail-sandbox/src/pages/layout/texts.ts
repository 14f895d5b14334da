import { cs } from './texts-cs';
import { en } from './texts-en';

export type { Texts } from './texts-cs';

export const texts = { cs, en } as const;
export type Language = keyof typeof texts;
