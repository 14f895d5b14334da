import { textsOf } from '../language/texts';
import { cs } from './texts.cs';
import { en } from './texts.en';

export const useLettersTexts = textsOf('letters', cs, en);
