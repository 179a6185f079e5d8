// Made by tools/api-types.ts of docs/openapi.json; do not edit.

export interface paths {
    readonly "/api/compile": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Compile a list */
        readonly post: operations["postCompile"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/compile/stream": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Compile a list and follow it
         * @description Server-sent events with one line of JSON each: `stage`, `source`, `diagnostics`, `statistics`, `list` (pieces of the list, in order), and as the last one `done` or `problem`. What is refused before anything is read is an ordinary problem.
         */
        readonly post: operations["postCompileStream"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/validate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Say what is wrong with each line of a list
         * @description The text may also be sent by itself, as `text/plain`. Includes are not followed; both branches of an `!#if` are looked at.
         */
        readonly post: operations["postValidate"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/keys": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List your API keys */
        readonly get: operations["getKeys"];
        readonly put?: never;
        /**
         * Make an API key
         * @description The answer has the key itself; it is kept nowhere and told never again. What it is good for, and until when, does not change.
         */
        readonly post: operations["postKeys"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/keys/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /**
         * Revoke an API key
         * @description It is refused from the next request on. Asked again, the answer is the same.
         */
        readonly delete: operations["deleteKeysId"];
        readonly options?: never;
        readonly head?: never;
        /**
         * Rename an API key
         * @description Whoever holds a key must not find it good for more one day than it was made for, so only its name changes.
         */
        readonly patch: operations["patchKeysId"];
        readonly trace?: never;
    };
    readonly "/api/keys/{id}/rotate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Replace an API key
         * @description The new key has the name, the scopes and the lifetime of the old one, which goes on working for the overlap and counts as one of your keys until then.
         */
        readonly post: operations["postKeysIdRotate"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/account": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Your account and its limits */
        readonly get: operations["getAccount"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/account/link": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Make one of your two accounts
         * @description For somebody who signs in with Clerk and with Better Auth. The request comes with a session of one and has a session token of the other in its body. Both accounts need the same confirmed e-mail address and the same tier. What is Better Auth’s, keys included, becomes part of Clerk’s account; that cannot be undone. Where the two are one already, that is the answer, too.
         */
        readonly post: operations["postAccountLink"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/admin/users": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List and search accounts */
        readonly get: operations["getAdminUsers"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/admin/users/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Look at one account */
        readonly get: operations["getAdminUsersId"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        /**
         * Change the tier or the role of an account
         * @description Goes through Clerk where Clerk keeps the account, so that both say the same. It holds from the next request on wherever the row is read; a token of the person may say the old tier for as long as it lives, five minutes at most, where they compile or validate.
         */
        readonly patch: operations["patchAdminUsersId"];
        readonly trace?: never;
    };
    readonly "/api/admin/users/{id}/ban": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Ban an account
         * @description Whoever is banned gets 401 from the next request on wherever the row is read, with API keys, too. Clerk ends the sessions and lets the person not sign in again.
         */
        readonly post: operations["postAdminUsersIdBan"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/admin/users/{id}/unban": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Lift the ban of an account
         * @description Works like banning, the other way round.
         */
        readonly post: operations["postAdminUsersIdUnban"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/admin/users/{id}/keys/{keyId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /**
         * Revoke somebody’s API key
         * @description It is refused from the next request on. Asked again, the answer is the same, and nothing more is entered in the audit. The reason comes in the body: addresses stand in logs.
         */
        readonly delete: operations["deleteAdminUsersIdKeysKeyId"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/admin/deliveries": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List the messages of the webhook */
        readonly get: operations["getAdminDeliveries"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/admin/deliveries/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Look at one message of the webhook
         * @description With what it said: metadata that is not public, passwords, tokens and the like are masked, and e-mail addresses in part.
         */
        readonly get: operations["getAdminDeliveriesId"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/admin/deliveries/{id}/replay": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Carry out a message again
         * @description What is kept of the message goes through the same rules as when it came: what is not newer than the row changes nothing, and nobody deleted comes back. It can be repeated.
         */
        readonly post: operations["postAdminDeliveriesIdReplay"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/admin/audit": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List what administrators have done */
        readonly get: operations["getAdminAudit"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/admin/reconciliation": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** How far the accounts are from Clerk’s */
        readonly get: operations["getAdminReconciliation"];
        readonly put?: never;
        /**
         * Go on comparing the accounts with Clerk’s
         * @description One bounded step of a full sweep: a page of Clerk’s users, or of rows. Send `sweep` from the answer again until its stage is `finished`, and wait `retryAfterSeconds` in between. A step that is made twice does no harm. Beginning a sweep that is no dry run, and letting it remove another number of rows, is entered in the audit with `reason`.
         */
        readonly post: operations["postAdminReconciliation"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/admin/clerk-migration": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** How many people of Clerk can sign in here by now */
        readonly get: operations["getAdminClerkMigration"];
        readonly put?: never;
        /**
         * Have people of Clerk sign in with Better Auth
         * @description One bounded step: a page of Clerk’s users (`migrate`), passwords of the dashboard’s export (`take-passwords`), or people for whom it is taken back (`undo`) or becomes final (`finish`). Send `next` from the answer as `after` again until it is null. A step that is made twice does no harm. A step that changes something is entered in the audit.
         */
        readonly post: operations["postAdminClerkMigration"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/config": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What can be asked for, and how much of it */
        readonly get: operations["getConfig"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/version": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What runs here */
        readonly get: operations["getVersion"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/health": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Whether every part works */
        readonly get: operations["getHealth"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/metrics": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The health as OpenMetrics text */
        readonly get: operations["getMetrics"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        readonly Account: {
            /** @description Our own id. */
            readonly id: string;
            /**
             * @description Whose person it is: Clerk’s also where they sign in here, too.
             * @enum {string}
             */
            readonly provider: "clerk" | "better-auth";
            /** @description Where the person can sign in: at both after their accounts were linked or have moved. */
            readonly signInProviders: readonly ("clerk" | "better-auth")[];
            readonly email: string | null;
            readonly emailVerified: boolean;
            /** @enum {string} */
            readonly tier: "free" | "pro" | "admin";
            /** @description A word of the operator’s own; the tier alone decides what one may do. */
            readonly role: string;
            readonly displayName: string | null;
            readonly firstName: string | null;
            readonly lastName: string | null;
            readonly imageUrl: string | null;
            /**
             * Format: date-time
             * @description When the account was first known here.
             */
            readonly createdAt: string;
            /** @description What the account may use; its keys share it. */
            readonly limits: {
                /** @description Counted requests of one caller in 60 s; null where there is no limit. */
                readonly requestsPerMinute: number | null;
                /** @description Sources of one compile, those of exclusions and inclusions counted in. */
                readonly sourcesMax: number | null;
                /** @description Bytes of input of one compile after decompression. */
                readonly inputBytesMax: number | null;
            };
        };
        readonly AdminReason: {
            /** @description Why; kept in the audit, so without anything that must not stay there. */
            readonly reason: string;
        };
        readonly AdminUser: {
            /** @description Our own id. */
            readonly id: string;
            /**
             * @description Whose person it is: Clerk’s also where they sign in here, too.
             * @enum {string}
             */
            readonly provider: "clerk" | "better-auth";
            /** @description Where the person can sign in: at both after their accounts were linked or have moved. */
            readonly signInProviders: readonly ("clerk" | "better-auth")[];
            readonly email: string | null;
            readonly emailVerified: boolean;
            /** @enum {string} */
            readonly tier: "free" | "pro" | "admin";
            /** @description A word of the operator’s own; the tier alone decides what one may do. */
            readonly role: string;
            readonly displayName: string | null;
            readonly firstName: string | null;
            readonly lastName: string | null;
            readonly imageUrl: string | null;
            /**
             * Format: date-time
             * @description When the account was first known here.
             */
            readonly createdAt: string;
            /** @description The id of the person at their provider. */
            readonly subject: string;
            readonly banned: boolean;
            readonly lastSignInAt: string | null;
            /** Format: date-time */
            readonly updatedAt: string;
        };
        readonly AdminUserDetail: {
            /** @description Our own id. */
            readonly id: string;
            /**
             * @description Whose person it is: Clerk’s also where they sign in here, too.
             * @enum {string}
             */
            readonly provider: "clerk" | "better-auth";
            /** @description Where the person can sign in: at both after their accounts were linked or have moved. */
            readonly signInProviders: readonly ("clerk" | "better-auth")[];
            readonly email: string | null;
            readonly emailVerified: boolean;
            /** @enum {string} */
            readonly tier: "free" | "pro" | "admin";
            /** @description A word of the operator’s own; the tier alone decides what one may do. */
            readonly role: string;
            readonly displayName: string | null;
            readonly firstName: string | null;
            readonly lastName: string | null;
            readonly imageUrl: string | null;
            /**
             * Format: date-time
             * @description When the account was first known here.
             */
            readonly createdAt: string;
            /** @description The id of the person at their provider. */
            readonly subject: string;
            readonly banned: boolean;
            readonly lastSignInAt: string | null;
            /** Format: date-time */
            readonly updatedAt: string;
            /** @description Newest first, without revoked ones. */
            readonly keys: readonly {
                readonly id: string;
                /** @description The first characters of the key, to recognise it by: the rest is not kept. */
                readonly prefix: string;
                readonly name: string;
                readonly scopes: readonly ("compile" | "account")[];
                /** @description From this moment on it is refused; null: it does not expire. */
                readonly expiresAt: string | null;
                /** @description To the minute; null: never used. */
                readonly lastUsedAt: string | null;
                /** Format: date-time */
                readonly createdAt: string;
            }[];
            /** @description The last ten messages about the account, newest first. */
            readonly deliveries: readonly {
                /** @description `svix-id`, the same for every delivery of it. */
                readonly id: string;
                /** @description Such as `user.updated`; null where the message does not say. */
                readonly type: string | null;
                /** @description The id at Clerk of whom it is about; null where nothing was to be done. */
                readonly subject: string | null;
                /**
                 * @description `unusable`: it is a dead letter.
                 * @enum {string}
                 */
                readonly outcome: "applied" | "stale" | "deleted" | "ignored" | "other-instance" | "unusable";
                /** @description When it happened, as the message says. */
                readonly eventAt: string | null;
                /**
                 * Format: date-time
                 * @description When it first came.
                 */
                readonly receivedAt: string;
                /** @description From the one to the other; below 0 where the clocks differ, null where the message has no time. */
                readonly lagMs: number | null;
                /** @description Whether what it said is still kept. */
                readonly hasBody: boolean;
            }[];
            /** @description Changes that Clerk was asked for and of which it is not known yet whether they were made. */
            readonly changesUnderWay: number;
        };
        readonly AdminUsers: {
            /** @description Newest first. */
            readonly users: readonly {
                /** @description Our own id. */
                readonly id: string;
                /**
                 * @description Whose person it is: Clerk’s also where they sign in here, too.
                 * @enum {string}
                 */
                readonly provider: "clerk" | "better-auth";
                /** @description Where the person can sign in: at both after their accounts were linked or have moved. */
                readonly signInProviders: readonly ("clerk" | "better-auth")[];
                readonly email: string | null;
                readonly emailVerified: boolean;
                /** @enum {string} */
                readonly tier: "free" | "pro" | "admin";
                /** @description A word of the operator’s own; the tier alone decides what one may do. */
                readonly role: string;
                readonly displayName: string | null;
                readonly firstName: string | null;
                readonly lastName: string | null;
                readonly imageUrl: string | null;
                /**
                 * Format: date-time
                 * @description When the account was first known here.
                 */
                readonly createdAt: string;
                /** @description The id of the person at their provider. */
                readonly subject: string;
                readonly banned: boolean;
                readonly lastSignInAt: string | null;
                /** Format: date-time */
                readonly updatedAt: string;
            }[];
            /** @description Where the next page begins; null on the last. */
            readonly nextCursor: string | null;
        };
        readonly ApiKey: {
            readonly id: string;
            /** @description The first characters of the key, to recognise it by: the rest is not kept. */
            readonly prefix: string;
            readonly name: string;
            readonly scopes: readonly ("compile" | "account")[];
            /** @description From this moment on it is refused; null: it does not expire. */
            readonly expiresAt: string | null;
            /** @description To the minute; null: never used. */
            readonly lastUsedAt: string | null;
            /** Format: date-time */
            readonly createdAt: string;
        };
        readonly ApiKeys: {
            /** @description Newest first, with those that have expired, without revoked ones. */
            readonly keys: readonly {
                readonly id: string;
                /** @description The first characters of the key, to recognise it by: the rest is not kept. */
                readonly prefix: string;
                readonly name: string;
                readonly scopes: readonly ("compile" | "account")[];
                /** @description From this moment on it is refused; null: it does not expire. */
                readonly expiresAt: string | null;
                /** @description To the minute; null: never used. */
                readonly lastUsedAt: string | null;
                /** Format: date-time */
                readonly createdAt: string;
            }[];
        };
        readonly Audit: {
            /** @description Newest first. */
            readonly entries: readonly {
                readonly id: string;
                /**
                 * Format: date-time
                 * @description When it was decided.
                 */
                readonly at: string;
                /** @description Who did it; they may be deleted meanwhile. */
                readonly actor: {
                    /** @description Our own id. */
                    readonly userId: string;
                    /** @description The id of the person at their provider. */
                    readonly subject: string;
                    /** @description Who really acted, where somebody acted as this person. */
                    readonly impersonator: string | null;
                };
                /** @enum {string} */
                readonly action: "change-user" | "ban-user" | "unban-user" | "revoke-key" | "replay-delivery" | "reconcile" | "migrate-accounts" | "link-account";
                /** @description The account, the key, the message, the sweep or the step of a migration; for `link-account`, the account that is no longer one of its own. */
                readonly targetId: string;
                /** @description Whose account it is about; null where that is not known, or it is about many. */
                readonly userId: string | null;
                /** @description What could change, as it was. */
                readonly before: {
                    readonly [key: string]: string | boolean | number | null;
                };
                /** @description The same as it was then; empty where Clerk did not say whether it was made, and something else was since. */
                readonly after: {
                    readonly [key: string]: string | boolean | number | null;
                };
                readonly reason: string;
                /** @description `X-Request-Id` of the request that did it. */
                readonly requestId: string;
            }[];
            /** @description Where the next page begins; null on the last. */
            readonly nextCursor: string | null;
        };
        readonly ChangeUserRequest: {
            /** @enum {string} */
            readonly tier?: "free" | "pro" | "admin";
            /** @description A word of the operator’s own; it decides nothing. */
            readonly role?: string;
            /** @description Why; kept in the audit, so without anything that must not stay there. */
            readonly reason: string;
        };
        readonly ClerkMigrationRequest: {
            /** @constant */
            readonly action: "migrate";
            /** @description Say what would come of it, and write nothing. */
            readonly dryRun?: boolean;
            /** @description `next` of the step before; without it from the beginning. */
            readonly after?: {
                readonly id: string;
                /** @description When Clerk made that user; null where it is not known. */
                readonly createdAtMs: number | null;
            };
        } | {
            /** @constant */
            readonly action: "take-passwords";
            /** @description Say what would come of it, and write nothing. */
            readonly dryRun?: boolean;
            readonly passwords: readonly {
                readonly id: string;
                readonly digest: string;
                readonly hasher: string;
                /** @description Whether the export has a second factor, too. */
                readonly hasSecondFactor?: boolean;
            }[];
        } | {
            /** @enum {string} */
            readonly action: "undo" | "finish";
            /** @description Say what would come of it, and write nothing. */
            readonly dryRun?: boolean;
            readonly after?: {
                readonly id: string;
                /** @description When Clerk made that user; null where it is not known. */
                readonly createdAtMs: number | null;
            };
        };
        readonly ClerkMigrationStatus: {
            /** @description People of Clerk who can sign in here, too, and for whom that can still be taken back. */
            readonly migrated: number;
            /** @description Of those, people who could before. */
            readonly linked: number;
            /** @description Of those, people who can only come in by setting a password anew. */
            readonly withoutWayIn: number;
            /** @description People who can sign in at Clerk alone. */
            readonly clerkOnly: number;
        };
        readonly ClerkMigrationStep: {
            readonly rows: readonly {
                /** @description The id at Clerk. */
                readonly id: string;
                /** @description Our own id; null where there is no account. */
                readonly account: string | null;
                /** @enum {string} */
                readonly outcome: "migrated" | "unchanged" | "linked" | "no-email" | "email-invalid" | "email-taken" | "deleted" | "password-kept" | "password-unchanged" | "hasher-unsupported" | "digest-malformed" | "digest-too-costly" | "second-factor" | "not-migrated" | "undone" | "left" | "finished";
                readonly notes: readonly ("banned" | "email-unverified" | "second-factor" | "account-unverified" | "account-unsupported" | "account-taken" | "linked-before" | "email-changed" | "password-changed" | "account-added" | "passkey-added" | "second-factor-added" | "no-way-in")[];
            }[];
            /** @description Users of Clerk that could not be read. */
            readonly unreadable: number;
            /** @description Where the next step begins; null where none is left. */
            readonly next: {
                readonly id: string;
                /** @description When Clerk made that user; null where it is not known. */
                readonly createdAtMs: number | null;
            } | null;
            /** @description How long to wait before the next step. */
            readonly retryAfterSeconds: number;
            /** @description Why this step came to nothing; null where it did not. */
            readonly lastFailure: string | null;
        };
        readonly CompileRequest: {
            /** @description A configuration as HostlistCompiler defines it; the compiler’s own parser says what is wrong inside it. */
            readonly configuration: components["schemas"]["Configuration"];
            /**
             * @description The form of the result; `adblock` where neither this nor a target is named.
             * @enum {string}
             */
            readonly format?: "adblock" | "hosts" | "domains" | "wildcard-domains" | "dnsmasq" | "unbound" | "rpz";
            /**
             * @description The program that is to read the result; its format comes along.
             * @enum {string}
             */
            readonly target?: "adguard-home" | "pihole" | "pihole-5" | "ublock-origin" | "adguard" | "blocky" | "dnsmasq" | "unbound" | "bind" | "technitium";
            /** @description A result with more rules than this is refused as `too-many-rules`. */
            readonly maxRules?: number;
            /** @description Text by source string, used instead of reading that source: rules pasted by hand, sources fetched elsewhere. */
            readonly preFetchedContent?: {
                readonly [key: string]: string;
            };
            /** @description Whether the answer tells what became of each source’s lines, and how far sources overlap. */
            readonly analysis?: boolean;
            /** @description A domain, a URL or a rule: the answer tells why it is in the list, or is not. */
            readonly why?: string;
        };
        readonly CompileResponse: {
            readonly list: string;
            readonly diagnostics: readonly {
                /** @description Kebab-case and stable: the kind of finding. */
                readonly code: string;
                /**
                 * @description An `error` lost a rule, a `warning` changed or doubts one, an `info` explains.
                 * @enum {string}
                 */
                readonly severity: "error" | "warning" | "info";
                readonly message: string;
                /** @description As the configuration, or the list that includes it, names it. */
                readonly source: string;
                /** @description 1-based; 0 where the finding is about the whole source. */
                readonly line: number;
                /** @description 1-based, in UTF-16 units; 0 where the finding is about the whole line. */
                readonly column: number;
                /** @description What to write instead, where that is known. */
                readonly fix?: string;
            }[];
            readonly ruleCount: number;
            readonly digest: string;
            readonly statistics: {
                readonly sources: readonly {
                    readonly source: string;
                    readonly name?: string;
                    readonly lineCount: number;
                    readonly byteCount: number;
                    readonly fileCount: number;
                    /**
                     * @description Whether it was read, left out because it failed, or taken as it was when it was last good.
                     * @enum {string}
                     */
                    readonly status: "read" | "skipped" | "last-good";
                }[];
                readonly linesRead: number;
                readonly ruleCount: number;
                readonly lineCount: number;
                readonly removed: {
                    readonly excluded: number;
                    readonly notIncluded: number;
                    readonly comments: number;
                    readonly blank: number;
                    readonly duplicate: number;
                    readonly redundant: number;
                    readonly invalid: number;
                };
            };
            /** @description Diagnostics beyond those listed. */
            readonly diagnosticsDropped: number;
            readonly refused: readonly {
                /** @description Kebab-case and stable: the reason. */
                readonly code: string;
                readonly message: string;
                readonly count: number;
                readonly examples: readonly string[];
            }[];
            /** @description Only where the request asked for it. */
            readonly analysis?: {
                /** @description In the order of `configuration.sources`. */
                readonly sources: readonly {
                    readonly rules: number;
                    readonly kept: number;
                    readonly duplicate: number;
                    readonly redundant: number;
                    readonly invalid: number;
                    readonly excluded: number;
                    readonly notIncluded: number;
                    readonly comments: number;
                    readonly blank: number;
                    /** @description Rules of the result that no other source has. */
                    readonly unique: number;
                }[];
                /** @description `overlap[i][j]`: distinct rules of source i that source j has too; `overlap[i][i]`: all distinct rules of i. */
                readonly overlap: readonly (readonly number[])[];
            };
            /** @description Only where the request asked `why`. */
            readonly explanation?: {
                /** @description What was asked for: a rule as it stands, or a domain in lower case and punycode. */
                readonly query: string;
                /** @enum {string} */
                readonly kind: "domain" | "rule";
                readonly rules: readonly {
                    readonly rule: string;
                    /** @enum {string} */
                    readonly effect: "blocks" | "allows" | "names";
                }[];
                readonly lines: readonly {
                    /** @description Index in `configuration.sources`. */
                    readonly source: number;
                    readonly file: string;
                    readonly line: number;
                    readonly text: string;
                    readonly steps: readonly {
                        /** @enum {string} */
                        readonly level: "source" | "list";
                        readonly transformation: string;
                        readonly before: string;
                        readonly after: readonly string[];
                    }[];
                    readonly outcomes: readonly ({
                        /** @constant */
                        readonly kind: "kept";
                        readonly rule: string;
                    } | {
                        /** @constant */
                        readonly kind: "duplicate";
                        readonly rule: string;
                    } | {
                        /** @constant */
                        readonly kind: "redundant";
                        readonly rule: string;
                        readonly by: string;
                    } | {
                        /** @constant */
                        readonly kind: "invalid";
                        readonly rule: string;
                        readonly fault: string;
                        readonly message: string;
                    } | {
                        /** @constant */
                        readonly kind: "excluded";
                        /** @enum {string} */
                        readonly level: "source" | "list";
                    } | {
                        /** @constant */
                        readonly kind: "not-included";
                        /** @enum {string} */
                        readonly level: "source" | "list";
                    } | {
                        /** @constant */
                        readonly kind: "not-blocking";
                    } | {
                        /** @constant */
                        readonly kind: "comment";
                    })[];
                }[];
                /** @description Lines beyond those listed. */
                readonly linesDropped: number;
            };
        };
        readonly ConfigResponse: {
            /** @constant */
            readonly name: "bloqr-backend";
            readonly version: string;
            /** @enum {string} */
            readonly environment: "local" | "preview" | "production";
            readonly formats: readonly {
                /** @enum {string} */
                readonly name: "adblock" | "hosts" | "domains" | "wildcard-domains" | "dnsmasq" | "unbound" | "rpz";
                readonly title: string;
                /** @description Of a file with such a list, without a dot. */
                readonly extension: string;
                readonly mediaType: string;
            }[];
            readonly targets: readonly {
                /** @enum {string} */
                readonly name: "adguard-home" | "pihole" | "pihole-5" | "ublock-origin" | "adguard" | "blocky" | "dnsmasq" | "unbound" | "bind" | "technitium";
                readonly software: string;
                readonly versions: string;
                /** @enum {string} */
                readonly format: "adblock" | "hosts" | "domains" | "wildcard-domains" | "dnsmasq" | "unbound" | "rpz";
                /** @description What to do with the list in that program. */
                readonly instructions: string;
            }[];
            /** @description In the order in which they run. */
            readonly transformations: readonly string[];
            /**
             * @description The caller’s tier.
             * @enum {string}
             */
            readonly tier: "anonymous" | "free" | "pro" | "admin";
            /** @description The caller’s limits. */
            readonly limits: {
                /** @description Counted requests of one caller in 60 s; null where there is no limit. */
                readonly requestsPerMinute: number | null;
                /** @description Sources of one compile, those of exclusions and inclusions counted in. */
                readonly sourcesMax: number | null;
                /** @description Bytes of input of one compile after decompression. */
                readonly inputBytesMax: number | null;
            };
            readonly tierLimits: {
                readonly anonymous: {
                    /** @description Counted requests of one caller in 60 s; null where there is no limit. */
                    readonly requestsPerMinute: number | null;
                    /** @description Sources of one compile, those of exclusions and inclusions counted in. */
                    readonly sourcesMax: number | null;
                    /** @description Bytes of input of one compile after decompression. */
                    readonly inputBytesMax: number | null;
                };
                readonly free: {
                    /** @description Counted requests of one caller in 60 s; null where there is no limit. */
                    readonly requestsPerMinute: number | null;
                    /** @description Sources of one compile, those of exclusions and inclusions counted in. */
                    readonly sourcesMax: number | null;
                    /** @description Bytes of input of one compile after decompression. */
                    readonly inputBytesMax: number | null;
                };
                readonly pro: {
                    /** @description Counted requests of one caller in 60 s; null where there is no limit. */
                    readonly requestsPerMinute: number | null;
                    /** @description Sources of one compile, those of exclusions and inclusions counted in. */
                    readonly sourcesMax: number | null;
                    /** @description Bytes of input of one compile after decompression. */
                    readonly inputBytesMax: number | null;
                };
                readonly admin: {
                    /** @description Counted requests of one caller in 60 s; null where there is no limit. */
                    readonly requestsPerMinute: number | null;
                    /** @description Sources of one compile, those of exclusions and inclusions counted in. */
                    readonly sourcesMax: number | null;
                    /** @description Bytes of input of one compile after decompression. */
                    readonly inputBytesMax: number | null;
                };
            };
            /** @description The ways to sign in. */
            readonly auth: {
                /** @description Who signs people in, the first being offered first. */
                readonly providers: readonly ("clerk" | "better-auth")[];
                /** @description What a page needs to sign somebody in at Clerk; where that is a provider. */
                readonly clerkPublishableKey?: string;
                /** @description How a page reaches Clerk’s Frontend API where that is not at the host in the publishable key: a path of this service, or the address of a proxy. */
                readonly clerkProxyUrl?: string;
                /** @description What signing in here takes; where `better-auth` is a provider. */
                readonly betterAuth?: {
                    /** @description Accounts elsewhere that one may sign in with. */
                    readonly social: readonly ("github" | "google")[];
                    /** @description Whether somebody who forgot the password can get a link. */
                    readonly sendsEmail: boolean;
                    /** @description Whether an address has to be confirmed before one can sign in with it. */
                    readonly requiresVerifiedEmail: boolean;
                };
            };
        };
        readonly Configuration: {
            readonly name: string;
            readonly description?: string;
            readonly homepage?: string;
            readonly license?: string;
            readonly version?: string;
            readonly sources: readonly {
                readonly source: string;
                readonly name?: string;
                /** @enum {string} */
                readonly type?: "adblock" | "hosts";
                /** @enum {string} */
                readonly onError?: "fail" | "skip" | "last-good";
                readonly shrinkPercentMax?: number;
                readonly transformations?: readonly ("ConvertToAscii" | "TrimLines" | "RemoveComments" | "Compress" | "RemoveModifiers" | "InvertAllow" | "Validate" | "ValidateAllowIp" | "ValidateAllowPublicSuffix" | "ValidateAllowIpAndPublicSuffix" | "Deduplicate" | "RemoveEmptyLines" | "InsertFinalNewLine")[];
                readonly exclusions?: readonly string[];
                readonly exclusions_sources?: readonly string[];
                readonly inclusions?: readonly string[];
                readonly inclusions_sources?: readonly string[];
            }[];
            readonly transformations?: readonly ("ConvertToAscii" | "TrimLines" | "RemoveComments" | "Compress" | "RemoveModifiers" | "InvertAllow" | "Validate" | "ValidateAllowIp" | "ValidateAllowPublicSuffix" | "ValidateAllowIpAndPublicSuffix" | "Deduplicate" | "RemoveEmptyLines" | "InsertFinalNewLine")[];
            readonly exclusions?: readonly string[];
            readonly exclusions_sources?: readonly string[];
            readonly inclusions?: readonly string[];
            readonly inclusions_sources?: readonly string[];
        };
        readonly CreateApiKeyRequest: {
            /** @description For yourself, to tell your keys apart. Blanks around it are taken away. */
            readonly name: string;
            /** @description What the key is good for; `compile` without. */
            readonly scopes?: readonly ("compile" | "account")[];
            /** @description After how many days it expires; it does not where this is null or left out. */
            readonly expiresInDays?: number | null;
        };
        readonly CreatedApiKey: {
            readonly id: string;
            /** @description The first characters of the key, to recognise it by: the rest is not kept. */
            readonly prefix: string;
            readonly name: string;
            readonly scopes: readonly ("compile" | "account")[];
            /** @description From this moment on it is refused; null: it does not expire. */
            readonly expiresAt: string | null;
            /** Format: date-time */
            readonly createdAt: string;
            /** @description The key itself. It is told this once and kept nowhere. */
            readonly key: string;
        };
        readonly Deliveries: {
            /** @description Newest first. */
            readonly deliveries: readonly {
                /** @description `svix-id`, the same for every delivery of it. */
                readonly id: string;
                /** @description Such as `user.updated`; null where the message does not say. */
                readonly type: string | null;
                /** @description The id at Clerk of whom it is about; null where nothing was to be done. */
                readonly subject: string | null;
                /**
                 * @description `unusable`: it is a dead letter.
                 * @enum {string}
                 */
                readonly outcome: "applied" | "stale" | "deleted" | "ignored" | "other-instance" | "unusable";
                /** @description When it happened, as the message says. */
                readonly eventAt: string | null;
                /**
                 * Format: date-time
                 * @description When it first came.
                 */
                readonly receivedAt: string;
                /** @description From the one to the other; below 0 where the clocks differ, null where the message has no time. */
                readonly lagMs: number | null;
                /** @description Whether what it said is still kept. */
                readonly hasBody: boolean;
            }[];
            /** @description Where the next page begins; null on the last. */
            readonly nextCursor: string | null;
        };
        readonly DeliveryDetail: {
            /** @description `svix-id`, the same for every delivery of it. */
            readonly id: string;
            /** @description Such as `user.updated`; null where the message does not say. */
            readonly type: string | null;
            /** @description The id at Clerk of whom it is about; null where nothing was to be done. */
            readonly subject: string | null;
            /**
             * @description `unusable`: it is a dead letter.
             * @enum {string}
             */
            readonly outcome: "applied" | "stale" | "deleted" | "ignored" | "other-instance" | "unusable";
            /** @description When it happened, as the message says. */
            readonly eventAt: string | null;
            /**
             * Format: date-time
             * @description When it first came.
             */
            readonly receivedAt: string;
            /** @description From the one to the other; below 0 where the clocks differ, null where the message has no time. */
            readonly lagMs: number | null;
            /** @description Whether what it said is still kept. */
            readonly hasBody: boolean;
            /** @description Of the body as it came. */
            readonly bodySha256: string;
            /** @description Why nothing could be made of it. */
            readonly deadLetterReason: string | null;
            /** @description JSON, laid out, with what is secret in it masked; null where it is not kept or is no JSON. */
            readonly body: string | null;
        };
        readonly HealthResponse: {
            /** @enum {string} */
            readonly status: "ok" | "failing";
            readonly parts: {
                readonly configuration: {
                    /** @constant */
                    readonly status: "ok";
                } | {
                    /** @constant */
                    readonly status: "failing";
                    /** @enum {string} */
                    readonly reason: "misconfigured" | "missing" | "timeout" | "error" | "wrong-result";
                };
                readonly database: {
                    /** @constant */
                    readonly status: "ok";
                } | {
                    /** @constant */
                    readonly status: "failing";
                    /** @enum {string} */
                    readonly reason: "misconfigured" | "missing" | "timeout" | "error" | "wrong-result";
                };
                readonly compiler: {
                    /** @constant */
                    readonly status: "ok";
                } | {
                    /** @constant */
                    readonly status: "failing";
                    /** @enum {string} */
                    readonly reason: "misconfigured" | "missing" | "timeout" | "error" | "wrong-result";
                };
            };
            /** @description Only where Clerk is set up and the database answers. */
            readonly identity?: {
                /** @description Since the last event was taken; null where none is known. */
                readonly lastEventAgeSeconds: number | null;
                /** @description From when that happened to when it was taken. */
                readonly lastEventLagMs: number | null;
                /** @description Since the last full comparison was finished. */
                readonly lastSweepAgeSeconds: number | null;
                /** @description By how many users comparisons found the two sides apart since the full one before that. */
                readonly drift: number | null;
                /** @description Since the keys of the issuer that are kept for everywhere were fetched: about an hour at most while people sign in, null where there are none or they are older than a day. */
                readonly keySetAgeSeconds: number | null;
            };
        };
        readonly LinkAccountsRequest: {
            /** @description A session token of the same person at the other auth provider. */
            readonly token: string;
        };
        readonly LinkedAccount: {
            /** @description Our own id. */
            readonly id: string;
            /**
             * @description Whose person it is: Clerk’s also where they sign in here, too.
             * @enum {string}
             */
            readonly provider: "clerk" | "better-auth";
            /** @description Where the person can sign in: at both after their accounts were linked or have moved. */
            readonly signInProviders: readonly ("clerk" | "better-auth")[];
            readonly email: string | null;
            readonly emailVerified: boolean;
            /** @enum {string} */
            readonly tier: "free" | "pro" | "admin";
            /** @description A word of the operator’s own; the tier alone decides what one may do. */
            readonly role: string;
            readonly displayName: string | null;
            readonly firstName: string | null;
            readonly lastName: string | null;
            readonly imageUrl: string | null;
            /**
             * Format: date-time
             * @description When the account was first known here.
             */
            readonly createdAt: string;
        };
        readonly Problem: {
            readonly type: string;
            readonly title: string;
            readonly status: number;
            readonly detail: string;
            /** @enum {string} */
            readonly code: "malformed-json" | "credential-in-query" | "webhook-headers-missing" | "authentication-required" | "invalid-session-token" | "invalid-api-key" | "webhook-signature-invalid" | "tier-too-low" | "scope-missing" | "session-required" | "session-pending" | "session-impersonated" | "fresh-sign-in-required" | "foreign-page" | "access-denied" | "tier-limit-exceeded" | "source-too-large" | "not-found" | "user-not-found" | "method-not-allowed" | "too-many-keys" | "last-admin" | "clerk-key-missing" | "link-refused" | "better-auth-off" | "body-not-kept" | "payload-too-large" | "unsupported-media-type" | "invalid-request" | "second-session-refused" | "invalid-configuration" | "source-refused" | "directive-invalid" | "include-refused" | "include-limit" | "filter-limit" | "rule-limit" | "too-many-rules" | "rate-limited" | "internal" | "source-unreachable" | "source-not-found" | "source-not-a-list" | "source-timeout" | "source-shrunk" | "clerk-refused" | "webhooks-not-configured" | "misconfigured" | "unavailable";
            readonly requestId: string;
            readonly errors?: readonly {
                /** @description JSON Pointer (RFC 6901) into the request body; empty for the body as a whole. */
                readonly pointer: string;
                /** @description What is wrong, in one sentence. */
                readonly detail: string;
                /** @description What to write instead, where that is known. */
                readonly fix?: string;
                /** @description The source in which it stands, where it is not the body itself. */
                readonly source?: string;
                /** @description 1-based line in that source. */
                readonly line?: number;
            }[];
            readonly limit?: {
                /** @enum {string} */
                readonly name: "sourcesMax" | "inputBytesMax" | "bodyBytesMax" | "maxRules" | "requestsPerMinute" | "activeKeysMax";
                /**
                 * @description The tier whose limit it is; absent where it holds for everybody.
                 * @enum {string}
                 */
                readonly tier?: "anonymous" | "free" | "pro" | "admin";
                readonly max: number;
                /** @description What was asked for, where it is known. */
                readonly actual?: number;
            };
        };
        readonly ReconciliationRequest: {
            /** @description Count only, change nothing. Default false. */
            readonly dryRun?: boolean;
            /** @description The sweep to go on with; without it the unfinished one, or a new one. */
            readonly sweep?: string;
            /** @description Why; kept in the audit, so without anything that must not stay there. */
            readonly reason?: string;
            /** @description How many rows may be removed; without it 20 or a tenth of all, whichever is more. */
            readonly removalsMax?: number;
        };
        readonly ReconciliationStatus: {
            /** @description Whether there is a secret key to ask Clerk with. */
            readonly configured: boolean;
            /** @description Rows of users of Clerk. */
            readonly users: number;
            /** @description By how many users sweeps found the two sides apart since the full one before the last; null before the first. */
            readonly drift: number | null;
            readonly lastEvent: {
                /** Format: date-time */
                readonly receivedAt: string;
                /** @description From when it happened to when it was taken; null where it did not say. */
                readonly lagMs: number | null;
            } | null;
            /** @description Those that are not finished. */
            readonly running: readonly {
                readonly id: string;
                /**
                 * @description `recent` looks only at users changed since the last one.
                 * @enum {string}
                 */
                readonly kind: "full" | "recent";
                readonly dryRun: boolean;
                /** @enum {string} */
                readonly stage: "listing" | "removing" | "finished";
                /** @description `held`: more rows would go than may go at once, so some are still there, or `lastFailure` says why. Null until it is finished. */
                readonly outcome: ("done" | "held" | "abandoned") | null;
                /** Format: date-time */
                readonly startedAt: string;
                readonly finishedAt: string | null;
                readonly counts: {
                    /** @description Users that Clerk listed. */
                    readonly listed: number;
                    /** @description Users of Clerk that had no row. */
                    readonly created: number;
                    /** @description Rows that were older than what Clerk says, not only of the last sign-in. */
                    readonly updated: number;
                    /** @description Rows whose user Clerk does not know. */
                    readonly removed: number;
                    /** @description Rows that say what Clerk says, or newer. */
                    readonly unchanged: number;
                    /** @description Users of Clerk whose deletion was announced: they do not come back. */
                    readonly tombstoned: number;
                    /** @description Users that could not be read, or rows that could not be decided; they stay as they are. */
                    readonly failed: number;
                    /** @description Rows that were not removed, because they are more than may be removed at once. */
                    readonly held: number;
                };
                /** @description Why the last step came to nothing; null where it did not. `nobody-known`: Clerk knows none of our users, so nothing was done. */
                readonly lastFailure: string | null;
            }[];
            readonly lastFull: {
                readonly id: string;
                /**
                 * @description `recent` looks only at users changed since the last one.
                 * @enum {string}
                 */
                readonly kind: "full" | "recent";
                readonly dryRun: boolean;
                /** @enum {string} */
                readonly stage: "listing" | "removing" | "finished";
                /** @description `held`: more rows would go than may go at once, so some are still there, or `lastFailure` says why. Null until it is finished. */
                readonly outcome: ("done" | "held" | "abandoned") | null;
                /** Format: date-time */
                readonly startedAt: string;
                readonly finishedAt: string | null;
                readonly counts: {
                    /** @description Users that Clerk listed. */
                    readonly listed: number;
                    /** @description Users of Clerk that had no row. */
                    readonly created: number;
                    /** @description Rows that were older than what Clerk says, not only of the last sign-in. */
                    readonly updated: number;
                    /** @description Rows whose user Clerk does not know. */
                    readonly removed: number;
                    /** @description Rows that say what Clerk says, or newer. */
                    readonly unchanged: number;
                    /** @description Users of Clerk whose deletion was announced: they do not come back. */
                    readonly tombstoned: number;
                    /** @description Users that could not be read, or rows that could not be decided; they stay as they are. */
                    readonly failed: number;
                    /** @description Rows that were not removed, because they are more than may be removed at once. */
                    readonly held: number;
                };
                /** @description Why the last step came to nothing; null where it did not. `nobody-known`: Clerk knows none of our users, so nothing was done. */
                readonly lastFailure: string | null;
            } | null;
            readonly lastRecent: {
                readonly id: string;
                /**
                 * @description `recent` looks only at users changed since the last one.
                 * @enum {string}
                 */
                readonly kind: "full" | "recent";
                readonly dryRun: boolean;
                /** @enum {string} */
                readonly stage: "listing" | "removing" | "finished";
                /** @description `held`: more rows would go than may go at once, so some are still there, or `lastFailure` says why. Null until it is finished. */
                readonly outcome: ("done" | "held" | "abandoned") | null;
                /** Format: date-time */
                readonly startedAt: string;
                readonly finishedAt: string | null;
                readonly counts: {
                    /** @description Users that Clerk listed. */
                    readonly listed: number;
                    /** @description Users of Clerk that had no row. */
                    readonly created: number;
                    /** @description Rows that were older than what Clerk says, not only of the last sign-in. */
                    readonly updated: number;
                    /** @description Rows whose user Clerk does not know. */
                    readonly removed: number;
                    /** @description Rows that say what Clerk says, or newer. */
                    readonly unchanged: number;
                    /** @description Users of Clerk whose deletion was announced: they do not come back. */
                    readonly tombstoned: number;
                    /** @description Users that could not be read, or rows that could not be decided; they stay as they are. */
                    readonly failed: number;
                    /** @description Rows that were not removed, because they are more than may be removed at once. */
                    readonly held: number;
                };
                /** @description Why the last step came to nothing; null where it did not. `nobody-known`: Clerk knows none of our users, so nothing was done. */
                readonly lastFailure: string | null;
            } | null;
            readonly lastDryRun: {
                readonly id: string;
                /**
                 * @description `recent` looks only at users changed since the last one.
                 * @enum {string}
                 */
                readonly kind: "full" | "recent";
                readonly dryRun: boolean;
                /** @enum {string} */
                readonly stage: "listing" | "removing" | "finished";
                /** @description `held`: more rows would go than may go at once, so some are still there, or `lastFailure` says why. Null until it is finished. */
                readonly outcome: ("done" | "held" | "abandoned") | null;
                /** Format: date-time */
                readonly startedAt: string;
                readonly finishedAt: string | null;
                readonly counts: {
                    /** @description Users that Clerk listed. */
                    readonly listed: number;
                    /** @description Users of Clerk that had no row. */
                    readonly created: number;
                    /** @description Rows that were older than what Clerk says, not only of the last sign-in. */
                    readonly updated: number;
                    /** @description Rows whose user Clerk does not know. */
                    readonly removed: number;
                    /** @description Rows that say what Clerk says, or newer. */
                    readonly unchanged: number;
                    /** @description Users of Clerk whose deletion was announced: they do not come back. */
                    readonly tombstoned: number;
                    /** @description Users that could not be read, or rows that could not be decided; they stay as they are. */
                    readonly failed: number;
                    /** @description Rows that were not removed, because they are more than may be removed at once. */
                    readonly held: number;
                };
                /** @description Why the last step came to nothing; null where it did not. `nobody-known`: Clerk knows none of our users, so nothing was done. */
                readonly lastFailure: string | null;
            } | null;
        };
        readonly ReconciliationStep: {
            readonly sweep: {
                readonly id: string;
                /**
                 * @description `recent` looks only at users changed since the last one.
                 * @enum {string}
                 */
                readonly kind: "full" | "recent";
                readonly dryRun: boolean;
                /** @enum {string} */
                readonly stage: "listing" | "removing" | "finished";
                /** @description `held`: more rows would go than may go at once, so some are still there, or `lastFailure` says why. Null until it is finished. */
                readonly outcome: ("done" | "held" | "abandoned") | null;
                /** Format: date-time */
                readonly startedAt: string;
                readonly finishedAt: string | null;
                readonly counts: {
                    /** @description Users that Clerk listed. */
                    readonly listed: number;
                    /** @description Users of Clerk that had no row. */
                    readonly created: number;
                    /** @description Rows that were older than what Clerk says, not only of the last sign-in. */
                    readonly updated: number;
                    /** @description Rows whose user Clerk does not know. */
                    readonly removed: number;
                    /** @description Rows that say what Clerk says, or newer. */
                    readonly unchanged: number;
                    /** @description Users of Clerk whose deletion was announced: they do not come back. */
                    readonly tombstoned: number;
                    /** @description Users that could not be read, or rows that could not be decided; they stay as they are. */
                    readonly failed: number;
                    /** @description Rows that were not removed, because they are more than may be removed at once. */
                    readonly held: number;
                };
                /** @description Why the last step came to nothing; null where it did not. `nobody-known`: Clerk knows none of our users, so nothing was done. */
                readonly lastFailure: string | null;
            };
            /** @description How long to wait before the next step; 0 where it may follow at once. */
            readonly retryAfterSeconds: number;
        };
        readonly RenameApiKeyRequest: {
            /** @description For yourself, to tell your keys apart. Blanks around it are taken away. */
            readonly name: string;
        };
        readonly ReplayResponse: {
            /**
             * @description What came of it this time.
             * @enum {string}
             */
            readonly outcome: "applied" | "stale" | "deleted" | "ignored" | "other-instance" | "unusable";
            /** @description As it stands now; once `applied`, it stays so. */
            readonly delivery: {
                /** @description `svix-id`, the same for every delivery of it. */
                readonly id: string;
                /** @description Such as `user.updated`; null where the message does not say. */
                readonly type: string | null;
                /** @description The id at Clerk of whom it is about; null where nothing was to be done. */
                readonly subject: string | null;
                /**
                 * @description `unusable`: it is a dead letter.
                 * @enum {string}
                 */
                readonly outcome: "applied" | "stale" | "deleted" | "ignored" | "other-instance" | "unusable";
                /** @description When it happened, as the message says. */
                readonly eventAt: string | null;
                /**
                 * Format: date-time
                 * @description When it first came.
                 */
                readonly receivedAt: string;
                /** @description From the one to the other; below 0 where the clocks differ, null where the message has no time. */
                readonly lagMs: number | null;
                /** @description Whether what it said is still kept. */
                readonly hasBody: boolean;
            };
        };
        readonly RotateApiKeyRequest: {
            /** @description For how many seconds the old key still works; 86400 without. It never works longer than it would have. */
            readonly overlapSeconds?: number;
        };
        readonly RotatedApiKey: {
            readonly id: string;
            /** @description The first characters of the key, to recognise it by: the rest is not kept. */
            readonly prefix: string;
            readonly name: string;
            readonly scopes: readonly ("compile" | "account")[];
            /** @description From this moment on it is refused; null: it does not expire. */
            readonly expiresAt: string | null;
            /** Format: date-time */
            readonly createdAt: string;
            /** @description The key itself. It is told this once and kept nowhere. */
            readonly key: string;
            /** @description The key that was there before. */
            readonly replaces: {
                readonly id: string;
                /**
                 * Format: date-time
                 * @description From this moment on it is refused.
                 */
                readonly expiresAt: string;
            };
        };
        readonly ValidateRequest: {
            readonly text: string;
            /** @enum {string} */
            readonly target?: "adguard-home" | "pihole" | "pihole-5" | "ublock-origin" | "adguard" | "blocky" | "dnsmasq" | "unbound" | "bind" | "technitium";
        };
        readonly ValidateResponse: {
            readonly lineCount: number;
            readonly ruleCount: number;
            readonly counts: {
                readonly network: number;
                readonly cosmetic: number;
                readonly hosts: number;
                readonly domain: number;
                readonly other: number;
                readonly comment: number;
                readonly blank: number;
                readonly invalid: number;
            };
            readonly diagnostics: readonly {
                /** @description Kebab-case and stable: the kind of finding. */
                readonly code: string;
                /**
                 * @description An `error` lost a rule, a `warning` changed or doubts one, an `info` explains.
                 * @enum {string}
                 */
                readonly severity: "error" | "warning" | "info";
                readonly message: string;
                /** @description As the configuration, or the list that includes it, names it. */
                readonly source: string;
                /** @description 1-based; 0 where the finding is about the whole source. */
                readonly line: number;
                /** @description 1-based, in UTF-16 units; 0 where the finding is about the whole line. */
                readonly column: number;
                /** @description What to write instead, where that is known. */
                readonly fix?: string;
            }[];
            /** @description Diagnostics beyond those listed. */
            readonly diagnosticsDropped: number;
        };
        readonly VersionResponse: {
            /** @constant */
            readonly name: "bloqr-backend";
            readonly version: string;
            /** @enum {string} */
            readonly environment: "local" | "preview" | "production";
        };
        readonly WebhookResponse: {
            /**
             * @description `applied`: written. `repeated`: it had come before. `stale`: a newer one had come before. `deleted`: its user had been deleted before. `ignored`: of a type that is not asked for. `other-instance`: of another instance of Clerk. `unusable`: kept as a dead letter.
             * @enum {string}
             */
            readonly outcome: "applied" | "stale" | "deleted" | "ignored" | "other-instance" | "unusable" | "repeated";
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly postCompile: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "configuration": {
                 *         "name": "My list",
                 *         "sources": [
                 *           {
                 *             "source": "mine"
                 *           }
                 *         ],
                 *         "transformations": [
                 *           "RemoveComments",
                 *           "Compress",
                 *           "Validate",
                 *           "Deduplicate"
                 *         ]
                 *       },
                 *       "target": "adguard-home",
                 *       "preFetchedContent": {
                 *         "mine": "# my own\n0.0.0.0 ads.example.org\n||example.org^\n"
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["CompileRequest"];
            };
        };
        readonly responses: {
            /** @description The list and what is to say about it, or for `Accept: text/plain` the list alone. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CompileResponse"];
                    readonly "text/plain": string;
                };
            };
        };
    };
    readonly postCompileStream: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "configuration": {
                 *         "name": "My list",
                 *         "sources": [
                 *           {
                 *             "source": "mine"
                 *           }
                 *         ],
                 *         "transformations": [
                 *           "RemoveComments",
                 *           "Compress",
                 *           "Validate",
                 *           "Deduplicate"
                 *         ]
                 *       },
                 *       "target": "adguard-home",
                 *       "preFetchedContent": {
                 *         "mine": "# my own\n0.0.0.0 ads.example.org\n||example.org^\n"
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["CompileRequest"];
            };
        };
        readonly responses: {
            /** @description The events. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/event-stream": string;
                };
            };
        };
    };
    readonly postValidate: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "text": "||example.org^\n||example.org^$nonsense\n"
                 *     }
                 */
                readonly "application/json": components["schemas"]["ValidateRequest"];
                readonly "text/plain": string;
            };
        };
        readonly responses: {
            /** @description What there is to say, also where nothing is wrong. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ValidateResponse"];
                };
            };
        };
    };
    readonly getKeys: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Your keys. The keys themselves are not kept and cannot be told. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiKeys"];
                };
            };
        };
    };
    readonly postKeys: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "name": "nightly build",
                 *       "scopes": [
                 *         "compile"
                 *       ],
                 *       "expiresInDays": 90
                 *     }
                 */
                readonly "application/json": components["schemas"]["CreateApiKeyRequest"];
            };
        };
        readonly responses: {
            /** @description The key. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CreatedApiKey"];
                };
            };
        };
    };
    readonly deleteKeysId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The key is revoked. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly patchKeysId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "name": "weekly build"
                 *     }
                 */
                readonly "application/json": components["schemas"]["RenameApiKeyRequest"];
            };
        };
        readonly responses: {
            /** @description The key under its new name. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiKey"];
                };
            };
        };
    };
    readonly postKeysIdRotate: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "overlapSeconds": 3600
                 *     }
                 */
                readonly "application/json": components["schemas"]["RotateApiKeyRequest"];
            };
        };
        readonly responses: {
            /** @description The new key, and the end of the old one. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RotatedApiKey"];
                };
            };
        };
    };
    readonly getAccount: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Your account. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Account"];
                };
            };
        };
    };
    readonly postAccountLink: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "token": "Xh2mPq9sLw4vTz7bNc1dRf6gJk3yAe8u.VGhpcyBpcyBvZiBubyBzZXNzaW9uLCBidXQgYSBmb3I="
                 *     }
                 */
                readonly "application/json": components["schemas"]["LinkAccountsRequest"];
            };
        };
        readonly responses: {
            /** @description The one account. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["LinkedAccount"];
                };
            };
        };
    };
    readonly getAdminUsers: {
        readonly parameters: {
            readonly query?: {
                /** @description Part of an e-mail address or a name, or an id as a whole. */
                readonly search?: string;
                readonly tier?: "free" | "pro" | "admin";
                /** @description `nextCursor` of the page before. */
                readonly cursor?: string;
                /** @description Entries of a page, 1 to 100; 50 without. */
                readonly limit?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of accounts. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AdminUsers"];
                };
            };
        };
    };
    readonly getAdminUsersId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The account. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AdminUserDetail"];
                };
            };
        };
    };
    readonly patchAdminUsersId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "tier": "pro",
                 *       "reason": "bought a year"
                 *     }
                 */
                readonly "application/json": components["schemas"]["ChangeUserRequest"];
            };
        };
        readonly responses: {
            /** @description The account as it is now. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AdminUser"];
                };
            };
        };
    };
    readonly postAdminUsersIdBan: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "reason": "abuse of the service"
                 *     }
                 */
                readonly "application/json": components["schemas"]["AdminReason"];
            };
        };
        readonly responses: {
            /** @description The account as it is now. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AdminUser"];
                };
            };
        };
    };
    readonly postAdminUsersIdUnban: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "reason": "asked for by support"
                 *     }
                 */
                readonly "application/json": components["schemas"]["AdminReason"];
            };
        };
        readonly responses: {
            /** @description The account as it is now. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AdminUser"];
                };
            };
        };
    };
    readonly deleteAdminUsersIdKeysKeyId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
                readonly keyId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "reason": "found in a public repository"
                 *     }
                 */
                readonly "application/json": components["schemas"]["AdminReason"];
            };
        };
        readonly responses: {
            /** @description The key is revoked. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly getAdminDeliveries: {
        readonly parameters: {
            readonly query?: {
                /** @description `unusable` for the dead letters. */
                readonly outcome?: "applied" | "stale" | "deleted" | "ignored" | "other-instance" | "unusable";
                /** @description A type of event as a whole. */
                readonly type?: string;
                /** @description About this person; our own id or Clerk’s. */
                readonly user?: string;
                /** @description `nextCursor` of the page before. */
                readonly cursor?: string;
                /** @description Entries of a page, 1 to 100; 50 without. */
                readonly limit?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of messages. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Deliveries"];
                };
            };
        };
    };
    readonly getAdminDeliveriesId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The message. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DeliveryDetail"];
                };
            };
        };
    };
    readonly postAdminDeliveriesIdReplay: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "reason": "the instance id was set wrongly"
                 *     }
                 */
                readonly "application/json": components["schemas"]["AdminReason"];
            };
        };
        readonly responses: {
            /** @description What came of it. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ReplayResponse"];
                };
            };
        };
    };
    readonly getAdminAudit: {
        readonly parameters: {
            readonly query?: {
                /** @description What was done to this account; by our own id. */
                readonly user?: string;
                /** @description `nextCursor` of the page before. */
                readonly cursor?: string;
                /** @description Entries of a page, 1 to 100; 50 without. */
                readonly limit?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of the audit. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Audit"];
                };
            };
        };
    };
    readonly getAdminReconciliation: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description What the last comparisons found, and when the last event came. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ReconciliationStatus"];
                };
            };
        };
    };
    readonly postAdminReconciliation: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "dryRun": true
                 *     }
                 */
                readonly "application/json": components["schemas"]["ReconciliationRequest"];
            };
        };
        readonly responses: {
            /** @description How far the sweep has come. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ReconciliationStep"];
                };
            };
        };
    };
    readonly getAdminClerkMigration: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Those for whom it can still be taken back, and those who are left. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ClerkMigrationStatus"];
                };
            };
        };
    };
    readonly postAdminClerkMigration: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "action": "migrate",
                 *       "dryRun": true
                 *     }
                 */
                readonly "application/json": components["schemas"]["ClerkMigrationRequest"];
            };
        };
        readonly responses: {
            /** @description What became of each person of the step. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ClerkMigrationStep"];
                };
            };
        };
    };
    readonly getConfig: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Formats, targets, transformations, limits. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ConfigResponse"];
                };
            };
        };
    };
    readonly getVersion: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Name, version and environment. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["VersionResponse"];
                };
            };
        };
    };
    readonly getHealth: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Every part works. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["HealthResponse"];
                };
            };
        };
    };
    readonly getMetrics: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Gauges, also where some part does not work. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/openmetrics-text": string;
                };
            };
        };
    };
}
