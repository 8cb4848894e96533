namespace Rapport.Kernel.Database.Migrations;

/// Decisions that were made before each left a statement of its reasons get one, with the id of their case: both engines read it.
static class OldDecisions
{
    public const string Sql = """
        -- Statements: decisions made before there were statements get one each, with the id of their case (ids are never given out twice). Both engines; FALSE is known to SQLite >= 3.23.
        INSERT INTO governance_statements (id, version, case_id, kind, thing_id, author_id, decided_by, verdict, ground, reason, wait, origin, opened_at, decided_at, alone)
        SELECT c.id, 1, c.id, c.kind, c.thing_id, c.author_id, c.decided_by, c.verdict, c.ground, c.reason, c.wait,
               CASE WHEN c.wait IN ('Changed', 'Appeal') THEN 'Author' WHEN EXISTS (SELECT 1 FROM governance_reports r WHERE r.case_id = c.id) THEN 'Report' WHEN c.wait IS NULL THEN 'Own' ELSE 'Signal' END,
               c.opened_at, c.decided_at, FALSE
        FROM governance_cases c WHERE c.decided_at IS NOT NULL;
        -- Appeals made before: which decision they were about.
        UPDATE governance_cases SET appeal_of = (SELECT s.id FROM governance_statements s WHERE s.kind = governance_cases.kind AND s.thing_id = governance_cases.thing_id AND s.verdict = 'Hide' AND s.decided_at <= governance_cases.opened_at ORDER BY s.decided_at DESC LIMIT 1), appealed_by = author_id WHERE wait = 'Appeal';
        UPDATE governance_statements SET appeal_of = (SELECT c.appeal_of FROM governance_cases c WHERE c.id = governance_statements.case_id) WHERE wait = 'Appeal';
        -- What was brought back since does not stand any more.
        UPDATE governance_statements SET ended_at = (SELECT MIN(s.decided_at) FROM governance_statements s WHERE s.kind = governance_statements.kind AND s.thing_id = governance_statements.thing_id AND s.verdict = 'Restore' AND s.decided_at > governance_statements.decided_at),
          ending = 'Restored' WHERE verdict = 'Hide' AND EXISTS (SELECT 1 FROM governance_statements s WHERE s.kind = governance_statements.kind AND s.thing_id = governance_statements.thing_id AND s.verdict = 'Restore' AND s.decided_at > governance_statements.decided_at);
        UPDATE governance_statements SET ending = 'Appealed' WHERE ending = 'Restored' AND EXISTS (SELECT 1 FROM governance_statements s WHERE s.appeal_of = governance_statements.id AND s.verdict = 'Restore');
        -- Who is suspended now, without a case that says so, gets a statement with the member's id.
        INSERT INTO governance_statements (id, version, kind, thing_id, author_id, verdict, reason, origin, opened_at, decided_at, alone)
        SELECT m.id, 1, 'member', m.id, m.id, 'Suspend', COALESCE(m.suspended_for, ''), 'Own', m.suspended_at, m.suspended_at, FALSE FROM members_members m
        WHERE m.suspended_at IS NOT NULL AND m.left_at IS NULL AND NOT EXISTS (SELECT 1 FROM governance_statements s WHERE s.kind = 'member' AND s.thing_id = m.id AND s.verdict = 'Suspend' AND s.ended_at IS NULL);
        -- What open cases weigh: half for each report of somebody whose reports nobody decided on yet.
        UPDATE governance_cases SET weight = 0.5 * (SELECT COUNT(*) FROM governance_reports r WHERE r.case_id = governance_cases.id) WHERE decided_at IS NULL;
        """;
}
