import { AuthExpiredError, NotAuthorisedError } from './errors.ts';
import type { Token } from './tokens.ts';
import type { Run } from './types.ts';

/**
 * Works with the access token of a user who authorised the app (用户授权): the one kept from an earlier renewal, else that of the credentials,
 * renewed by its refresh token when it has expired. A platform may void the old refresh token with each renewal, so the new one is kept.
 */
export async function withUserToken<T>(
  { tokens, credential }: Run,
  key: string,
  renew: (refresh: string) => Promise<Token>,
  work: (access: string) => Promise<T>,
): Promise<T> {
  const { access_token, refresh_token } = credential;
  if (tokens.get(key) === null && access_token !== undefined)
    tokens.set(key, { access: access_token, expires: null, refresh: refresh_token ?? null });
  return await tokens.use(
    key,
    async (old) => {
      const refresh = old?.refresh ?? refresh_token ?? null;
      if (refresh === null)
        throw new NotAuthorisedError({
          what: 'collect',
          where: key.split(' ')[0] ?? key,
          why: 'the access token has expired and there is no refresh_token',
          todo: 'let the office authorise the app again (重新授权)',
        });
      try {
        return await renew(refresh);
      } catch (error) {
        // The token in the credentials file may be newer than the one kept: somebody authorised the app again.
        if (error instanceof AuthExpiredError && refresh_token !== undefined && refresh !== refresh_token)
          return await renew(refresh_token);
        throw error;
      }
    },
    work,
  );
}
