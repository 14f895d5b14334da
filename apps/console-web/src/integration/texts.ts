import { textsOf } from '../language/texts';
import { cs } from './texts.cs';
import { en } from './texts.en';

export const useIntegrationTexts = textsOf('integration', cs, en);
