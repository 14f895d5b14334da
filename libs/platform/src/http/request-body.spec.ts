import { Body, Controller, type INestApplication, Module, Param, Post } from '@nestjs/common';
import { IsIn, Matches, ValidateBy } from 'class-validator';
import { PlatformModule } from '../platform.module';
import { createService } from '../serve';

class BookBody {
  @Matches(/^.{1,20}$/, { message: 'title must have 1 to 20 characters' })
  title!: string;
}

class SpoiledBody {
  @ValidateBy({ name: 'spoiled', validator: { validate: () => encodeURI('\ud83d') !== '' } })
  title!: string;
}

class BookParams {
  @IsIn(['a'])
  book!: string;
}

@Controller()
class BooksController {
  @Post('books')
  add(@Body() body: BookBody): BookBody {
    return body;
  }

  @Post('spoiled')
  spoiled(@Body() body: SpoiledBody): SpoiledBody {
    return body;
  }

  @Post('books/:book/read')
  read(@Param() { book }: BookParams): object {
    return { book };
  }
}

@Module({ controllers: [BooksController] })
class BooksModule {}

describe('a JSON body', () => {
  let app: INestApplication;

  beforeAll(async () => {
    const config = { http: { host: '127.0.0.1', port: 0 } };
    app = await createService(
      {
        service: 'library',
        description: 'A service of the tests.',
        config: () => config,
        module: () => ({
          module: BooksModule,
          imports: [PlatformModule.forRoot({ service: 'library', logLevel: 'silent' })],
        }),
      },
      config,
    );
    await app.listen(0, '127.0.0.1');
  });
  afterAll(() => app.close());

  const post = async (path: string, body?: string | Uint8Array, type?: string) => {
    const answer = await fetch(`${await app.getUrl()}${path}`, {
      method: 'POST',
      ...(body === undefined ? {} : { body: body as string }),
      headers: type === undefined ? {} : { 'content-type': type },
    });
    return { status: answer.status, ...((await answer.json()) as { code?: string; detail?: string }) };
  };
  const json = 'application/json';

  it.each([json, 'application/json; charset=utf-8', 'application/cloudevents+json'])(
    'is taken as %s',
    async (type) => {
      expect(await post('/books', '{"title":"Krakatit"}', type)).toEqual({ status: 201, title: 'Krakatit' });
    },
  );

  it('that is not UTF-8 is refused, instead of being read with replacement characters', async () => {
    const latin1 = Buffer.from('{"title":"Rozmarné léto"}', 'latin1');
    expect(await post('/books', latin1, json)).toMatchObject({ status: 400, code: 'body-not-utf8' });
    expect(
      await post('/books', Buffer.from('{"title":"R.U.R."}', 'utf16le'), `${json}; charset=utf-16`),
    ).toMatchObject({ status: 415, code: 'media-type-unsupported' });
  });

  it.each([
    ['a text', 'title=Krakatit', 'text/plain'],
    ['a form', 'title=Krakatit', 'application/x-www-form-urlencoded'],
    ['XML', '<title/>', 'application/xml'],
    ['bytes without a type', new Uint8Array([1]), undefined],
  ])('that is %s is refused with 415 and what to send, not field by field', async (_name, body, type) => {
    const answer = await post('/books', body, type);
    expect(answer).toMatchObject({ status: 415, code: 'media-type-unsupported' });
    expect(answer.detail).toContain('application/json');
    expect(answer).not.toHaveProperty('errors');
  });

  it('that is no JSON is refused without a word of it', async () => {
    const answer = await post('/books', 'jana@shop.test', json);
    expect(answer).toMatchObject({
      status: 400,
      code: 'request-invalid',
      detail: 'The body is not valid JSON.',
    });
  });

  it('that is larger than the limit is refused with 413', async () => {
    const body = JSON.stringify({ title: 'x'.repeat(200_000) });
    expect(await post('/books', body, json)).toMatchObject({ status: 413, code: 'body-too-large' });
  });

  it('is not asked for where there is none', async () => {
    expect((await post('/books/a/read')).status).toBe(201);
    expect(await post('/books')).toMatchObject({ status: 400, code: 'request-invalid' });
  });

  it('whose rule throws breaks that rule: it is neither called no JSON nor an error of the service', async () => {
    expect(await post('/spoiled', '{"title":"x"}', json)).toMatchObject({
      status: 400,
      code: 'request-invalid',
      detail: expect.stringContaining('in the body') as string,
    });
  });

  it('has nothing to do with a path that cannot be decoded', async () => {
    expect(await post('/books/%ff/read')).toMatchObject({
      status: 400,
      code: 'request-invalid',
      detail: expect.stringContaining('path') as string,
    });
  });
});
