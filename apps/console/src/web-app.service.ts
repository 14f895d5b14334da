import { Problem } from '@ellity/platform';
import { Inject, Injectable } from '@nestjs/common';
import compression from 'compression';
import {
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
  static as filesOf,
} from 'express';
import helmet from 'helmet';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Config, configToken } from './config';
import { contentSecurity, isPage, pageWith } from './content-security';

const nonceBytes = 16;

/**
 * The built web app, and the headers of everything that is answered. What has its hash in its name is kept by browsers
 * for a year; the page that names those files is never kept, so that a new version is there at the next look.
 */
@Injectable()
export class WebAppService {
  private readonly squeeze: RequestHandler = compression();
  private readonly files: RequestHandler;
  private readonly careful: RequestHandler;

  constructor(@Inject(configToken) private readonly config: Pick<Config, 'webFolder' | 'publicUrl'>) {
    const isSecure = config.publicUrl.startsWith('https:');
    this.careful = helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          ...contentSecurity(nonceOf),
          ...(isSecure ? { 'upgrade-insecure-requests': [] } : {}),
        },
      },
      strictTransportSecurity: isSecure,
      referrerPolicy: { policy: 'no-referrer' },
      xFrameOptions: { action: 'deny' },
    });
    this.files = filesOf(config.webFolder, {
      index: false,
      redirect: false,
      setHeaders: (response, path) => {
        const isHashed = path.startsWith(join(config.webFolder, 'assets'));
        response.setHeader('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  }

  readonly protect = (request: Request, response: Response, next: NextFunction): void => {
    response.locals['nonce'] = randomBytes(nonceBytes).toString('base64');
    this.careful(request, response, next);
  };

  readonly serve = (request: Request, response: Response, next: NextFunction): void => {
    if (request.path.startsWith('/api') || (request.method !== 'GET' && request.method !== 'HEAD'))
      return next();
    this.squeeze(request, response, () =>
      this.files(request, response, () => this.page(request, response, next)),
    );
  };

  private page(request: Request, response: Response, next: NextFunction): void {
    if (!isPage(request.method, request.path)) return next();
    readFile(join(this.config.webFolder, 'index.html'), 'utf8').then(
      (html) =>
        response
          .set('cache-control', 'no-store')
          .type('html')
          .send(pageWith(html, String(response.locals['nonce']))),
      () => next(notBuilt()),
    );
  }
}

const nonceOf = (_: unknown, response: unknown): string =>
  `'nonce-${String((response as Response).locals['nonce'])}'`;

const notBuilt = (): Problem =>
  new Problem(503, 'web-app-missing', 'The web app is not built: run npm run build:web.');
