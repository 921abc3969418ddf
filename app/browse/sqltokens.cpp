// SPDX-License-Identifier: MIT
#include "browse/sqltokens.h"

#include <QStringList>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace browse {

namespace {

bool startsWord(QChar c)
{
    return c.isLetter() || c == u'_' || c.isSurrogate() || c.unicode() >= 0x80;
}

bool continuesWord(QChar c)
{
    return startsWord(c) || c.isDigit() || c == u'$';
}

/// Reads one token after the other.
class Scanner
{
public:
    explicit Scanner(QStringView sql) : m_sql(sql) {}

    QList<SqlToken> all()
    {
        QList<SqlToken> tokens;
        while (m_at < m_sql.size()) {
            if (m_sql[m_at].isSpace()) {
                ++m_at;
                continue;
            }
            m_open = false;
            const qsizetype start = m_at;
            const SqlTokenKind kind = next();
            tokens.append({kind, start, m_at - start, m_open});
        }
        return tokens;
    }

private:
    [[nodiscard]] QChar peek(qsizetype ahead = 0) const
    {
        return m_at + ahead < m_sql.size() ? m_sql[m_at + ahead] : QChar();
    }

    SqlTokenKind next()
    {
        const QChar c = peek();
        if (c == u'-' && peek(1) == u'-')
            return lineComment();
        if (c == u'/' && peek(1) == u'*')
            return blockComment();
        if (c == u'\'')
            return quoted(u'\'', false, SqlTokenKind::String);
        if (c == u'"')
            return quoted(u'"', false, SqlTokenKind::QuotedName);
        if (c == u'$')
            return dollar();
        if (c.isDigit() || (c == u'.' && peek(1).isDigit()))
            return number();
        if (startsWord(c))
            return word();
        ++m_at;
        return SqlTokenKind::Operator;
    }

    SqlTokenKind lineComment()
    {
        const qsizetype end = m_sql.indexOf(u'\n', m_at);
        m_at = end < 0 ? m_sql.size() : end;
        return SqlTokenKind::Comment;
    }

    SqlTokenKind blockComment()
    {
        int depth = 0;
        m_open = true;
        while (m_at < m_sql.size()) {
            if (peek() == u'/' && peek(1) == u'*') {
                ++depth;
                m_at += 2;
            } else if (peek() == u'*' && peek(1) == u'/') {
                m_at += 2;
                if (--depth == 0) {
                    m_open = false;
                    break;
                }
            } else {
                ++m_at;
            }
        }
        return SqlTokenKind::Comment;
    }

    /// From the opening quote on; a doubled quote is none.
    SqlTokenKind quoted(char16_t quote, bool backslashes, SqlTokenKind kind)
    {
        m_open = true;
        for (++m_at; m_at < m_sql.size(); ++m_at) {
            if (backslashes && peek() == u'\\') {
                ++m_at;
            } else if (peek() == quote) {
                if (peek(1) != quote) {
                    ++m_at;
                    m_open = false;
                    break;
                }
                ++m_at;
            }
        }
        m_at = std::min(m_at, m_sql.size());
        return kind;
    }

    SqlTokenKind dollar()
    {
        if (peek(1).isDigit()) {
            ++m_at;
            while (peek().isDigit())
                ++m_at;
            return SqlTokenKind::Parameter;
        }
        qsizetype end = m_at + 1;
        while (end < m_sql.size() && m_sql[end] != u'$' && continuesWord(m_sql[end]))
            ++end;
        if (end >= m_sql.size() || m_sql[end] != u'$') {
            ++m_at;
            return SqlTokenKind::Operator;
        }
        const QStringView tag = m_sql.mid(m_at, end + 1 - m_at);
        const qsizetype close = m_sql.indexOf(tag, end + 1);
        m_open = close < 0;
        m_at = m_open ? m_sql.size() : close + tag.size();
        return SqlTokenKind::String;
    }

    SqlTokenKind number()
    {
        while (peek().isDigit() || peek() == u'.' || peek() == u'_')
            ++m_at;
        if ((peek() == u'e' || peek() == u'E') &&
            (peek(1).isDigit() || ((peek(1) == u'-' || peek(1) == u'+') && peek(2).isDigit()))) {
            m_at += 2;
            while (peek().isDigit())
                ++m_at;
        }
        return SqlTokenKind::Number;
    }

    SqlTokenKind word()
    {
        const qsizetype start = m_at;
        while (m_at < m_sql.size() && continuesWord(peek()))
            ++m_at;
        const QString text = m_sql.mid(start, m_at - start).toString().toUpper();
        if (peek() == u'\'' && (text == u"E" || text == u"B" || text == u"X" || text == u"N"))
            return quoted(u'\'', text == u"E", SqlTokenKind::String);
        const bool keyword = std::binary_search(sqlKeywords().begin(), sqlKeywords().end(), text);
        return keyword ? SqlTokenKind::Keyword : SqlTokenKind::Word;
    }

    QStringView m_sql;
    qsizetype m_at = 0;
    bool m_open = false;
};

} // namespace

QList<SqlToken> sqlTokens(QStringView sql)
{
    return Scanner(sql).all();
}

const QStringList &sqlKeywords()
{
    static const QStringList words = [] {
        QStringList list =
            u"ADD ALL ALTER ALWAYS ANALYZE AND ANY ARRAY AS ASC BEFORE BETWEEN BY CASCADE CASE CAST CHECK COLLATE "
            u"COLUMN "
            "COMMENT COMMIT CONSTRAINT COPY CREATE CROSS CURRENT_DATE CURRENT_TIMESTAMP CURRENT_USER CURSOR DEFAULT "
            "DEFERRABLE DEFERRED DELETE DESC DISTINCT DROP EACH ELSE END EXCEPT EXCLUDE EXECUTE EXISTS EXPLAIN EXTRACT "
            "FALSE "
            "FETCH FILTER FIRST FOLLOWING FOR FOREIGN FROM FULL FUNCTION GENERATED GRANT GROUP HAVING IDENTITY ILIKE "
            "IN INDEX "
            "INITIALLY INNER INSERT INTERSECT INTERVAL INTO IS JOIN KEY LAST LATERAL LEFT LIKE LIMIT MATERIALIZED "
            "NATURAL NOT "
            "NULL NULLS OFFSET ON ONLY OR ORDER OUTER OVER PARTITION PRECEDING PRIMARY PROCEDURE RANGE RECURSIVE "
            "REFERENCES "
            "RETURNING REVOKE RIGHT ROLLBACK ROW ROWS SCHEMA SELECT SEQUENCE SET SHOW SIMILAR SOME STORED TABLE "
            "TABLESAMPLE "
            "THEN TO TRIGGER TRUE TRUNCATE UNBOUNDED UNION UNIQUE UPDATE USING VALUES VIEW WHEN WHERE WINDOW WITH WITHIN"_s
                .split(u' ');
        list.sort();
        return list;
    }();
    return words;
}

} // namespace browse
