import { html } from './html';

describe('markup of the pages', () => {
  it('escapes everything that is put in', () => {
    expect(html`<p title="${'"><script>'}">${"<b>'&"}</p>`.markup).toBe(
      '<p title="&quot;&gt;&lt;script&gt;">&lt;b&gt;&#39;&amp;</p>',
    );
  });

  it('takes pieces and lists of pieces as they are, and nothing for nothing', () => {
    expect(html`${[html`<i>${1}</i>`, null, undefined, false]}`.markup).toBe('<i>1</i>');
  });
});
