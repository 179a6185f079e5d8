-- A sign-in that began before a ban, a deletion or the undoing of a migration must not end in a session behind it: it would come to
-- life with the end of the ban.
CREATE TRIGGER auth_sessions_of_nobody BEFORE INSERT ON auth_sessions
WHEN NOT EXISTS (SELECT 1 FROM users WHERE id = NEW.user_id AND better_auth = 1 AND banned = 0)
BEGIN
  SELECT RAISE(IGNORE);
END;

-- With a password ends what was begun under the one before: links to set it anew, sign-ins that wait for their second factor, and
-- browsers that are not asked for one.
CREATE TRIGGER auth_accounts_password AFTER UPDATE OF password ON auth_accounts WHEN NEW.password IS NOT OLD.password
BEGIN
  DELETE FROM auth_verifications WHERE value = NEW.user_id;
END;

-- Browsers that are not asked for a second factor were not asked for this one.
CREATE TRIGGER auth_two_factors_gone AFTER DELETE ON auth_two_factors
BEGIN
  DELETE FROM auth_verifications WHERE value = OLD.user_id;
END;

-- One secret a person.
DELETE FROM auth_two_factors WHERE rowid NOT IN (SELECT MIN(rowid) FROM auth_two_factors GROUP BY user_id);
DROP INDEX auth_two_factors_user_id;
CREATE UNIQUE INDEX auth_two_factors_user_id ON auth_two_factors (user_id);
