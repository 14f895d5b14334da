import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const docs = join(__dirname, '../../../../docs');
const folder = 'pictures/napoveda';
const pictureBytesMax = 80_000;

describe.each(['cs', 'en'])('the help page, %s', (language) => {
  const text = readFileSync(join(docs, `napoveda.${language}.md`), 'utf8');
  const pictures = [...text.matchAll(/!\[([^\]]*)\]\(([^)]*)\)/g)].map(([, alt = '', file = '']) => ({
    alt,
    file,
  }));

  it('has the same pictures as the other language, in its own', () => {
    expect(pictures.map(({ file }) => file)).toEqual(
      ['key', 'list', 'export', 'fields', 'events', 'webhook', 'mail'].map(
        (name) => `${folder}/${name}.${language}.webp`,
      ),
    );
    expect(readdirSync(join(docs, folder)).filter((name) => name.includes(`.${language}.`))).toHaveLength(
      pictures.length,
    );
  });

  it('has no picture that is not there, is heavier than 80 kB, or says nothing to those who do not see it', () => {
    const wrong = pictures.filter(
      ({ alt, file }) =>
        alt.length < 40 || !existsSync(join(docs, file)) || statSync(join(docs, file)).size > pictureBytesMax,
    );
    expect(wrong).toEqual([]);
  });
});
