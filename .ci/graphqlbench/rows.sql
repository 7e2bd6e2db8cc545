-- What both servers read: %[1]d relationships, %[2]d outcomes, %[3]d commitments, each with its wording.
-- The person who asks is in the first %[4]d relationships, which have %[5]d commitments each; the other
-- commitments are spread over the other relationships. Each tenth of the relationships shares two houses.
CREATE FUNCTION pg_temp.named(prefix text, n bigint) RETURNS text LANGUAGE sql IMMUTABLE
  AS $$ SELECT prefix || lpad(to_hex(n), 32, '0') $$;
CREATE FUNCTION pg_temp.of_commitment(n bigint) RETURNS bigint LANGUAGE sql IMMUTABLE
  AS $$ SELECT CASE WHEN n <= %[4]d::bigint * %[5]d THEN (n - 1) %% %[4]d + 1 ELSE %[4]d + 1 + n %% (%[1]d - %[4]d) END $$;
CREATE FUNCTION pg_temp.drawn(words text[], n bigint) RETURNS text LANGUAGE sql IMMUTABLE
  AS $$ SELECT words[1 + abs(hashint8(n)::bigint) %% cardinality(words)] $$;

CREATE TEMP TABLE asker AS
  SELECT u.id AS person, m.organization_id AS house FROM users u JOIN memberships m ON m.user_id = u.id;

INSERT INTO organizations (id, created_at, name)
  SELECT pg_temp.named('org_', n), now(), 'House ' || n FROM generate_series(1, %[1]d / 5) n;
INSERT INTO users (id, created_at, email, name, password_hash)
  SELECT pg_temp.named('usr_', n), now(), n || '@house.example', 'Person ' || n, 'none' FROM generate_series(1, %[1]d / 5) n;
INSERT INTO memberships (id, created_at, standing, organization_id, user_id)
  SELECT pg_temp.named('mem_', n), now(), (SELECT standing FROM memberships LIMIT 1), pg_temp.named('org_', n), pg_temp.named('usr_', n)
  FROM generate_series(1, %[1]d / 5) n;

INSERT INTO relationships (id, created_at, name, stage, joined_at)
  SELECT pg_temp.named('rel_', n), now(), 'Bridge ' || n, 'COMMIT', now() FROM generate_series(1, %[1]d) n;
INSERT INTO sides (id, created_at, bank, name, organization_id, relationship_id)
  SELECT pg_temp.named('sid_', 2 * n - 1), now(), 'LEFT', 'Left ' || n,
    CASE WHEN n <= %[4]d THEN (SELECT house FROM asker) ELSE pg_temp.named('org_', 2 * (n / 10) %% (%[1]d / 5) + 1) END, pg_temp.named('rel_', n)
  FROM generate_series(1, %[1]d) n;
INSERT INTO sides (id, created_at, bank, name, organization_id, relationship_id)
  SELECT pg_temp.named('sid_', 2 * n), now(), 'RIGHT', 'Right ' || n,
    pg_temp.named('org_', (2 * (n / 10) + 1) %% (%[1]d / 5) + 1), pg_temp.named('rel_', n)
  FROM generate_series(1, %[1]d) n;
INSERT INTO participants (id, created_at, role, joined_at, relationship_id, side_id, user_id)
  SELECT pg_temp.named('par_', s.n), now(), 'OWNER', now(), s.relationship_id, s.id,
    coalesce((SELECT person FROM asker WHERE house = s.organization_id), 'usr_' || substr(s.organization_id, 5))
  FROM (SELECT *, ('x' || right(id, 8))::bit(32)::bigint AS n FROM sides) s;

INSERT INTO outcomes (id, created_at, audience, title, measure, baseline, target, author_id, relationship_id)
  SELECT pg_temp.named('out_', n), now(), 'SHARED', 'Outcome ' || n, 'on time', 70, 95, p.user_id, p.relationship_id
  FROM generate_series(1, %[2]d) n JOIN participants p ON p.id = pg_temp.named('par_', 2 * ((n - 1) %% %[1]d + 1));
INSERT INTO documents (id, created_at, audience, kind, title, author_id, relationship_id)
  SELECT pg_temp.named('doc_', n), now(), 'SHARED', 'COMMITMENT', 'Commitment', p.user_id, p.relationship_id
  FROM generate_series(1, %[3]d) n JOIN participants p ON p.id = pg_temp.named('par_', 2 * pg_temp.of_commitment(n));
INSERT INTO commitments (id, created_at, audience, kind, nature, state, due, rhythm, author_id, document_id, outcome_id, relationship_id)
  SELECT 'com_' || substr(d.id, 5), d.created_at, d.audience, 'MUTUAL', pg_temp.drawn('{BEHAVIOUR,DELIVERABLE,SUPPORT}', k.n),
    pg_temp.drawn('{DRAFT,AGREED,KEPT,SLIPPED,RELEASED}', k.n * 7), to_char(date '2027-01-01' + (k.n %% 700)::int, 'YYYY-MM-DD'), 'every Thursday',
    d.author_id, d.id, 'out_' || substr(d.relationship_id, 5), d.relationship_id
  FROM documents d, LATERAL (SELECT ('x' || right(d.id, 8))::bit(32)::bigint AS n) k;
INSERT INTO commitment_owners (commitment_id, participant_id)
  SELECT pg_temp.named('com_', n), pg_temp.named('par_', 2 * pg_temp.of_commitment(n) - n %% 2) FROM generate_series(1, %[3]d) n;
