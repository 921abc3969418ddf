// SPDX-License-Identifier: MIT
#include "migration/plan/typenotes.h"

#include "migration/plan/notetexts.h"

using namespace Qt::StringLiterals;

namespace migration {

namespace {

using schema::ColumnCensus;
using schema::StorageClass;
using schema::TextShape;
using schema::TypeKind;

bool isNumber(TypeKind type)
{
    return type == TypeKind::Bigint || type == TypeKind::Double || type == TypeKind::Numeric;
}

bool isText(TypeKind type)
{
    return type == TypeKind::Text || type == TypeKind::Bytea;
}

/// Collects the notes of one column.
class TypeNotes
{
public:
    TypeNotes(const QString &table, const ColumnDraft &column, JsonChoice json)
        : m_place{table, column.facts.column->name},
          m_column(column),
          m_census(*column.facts.census),
          m_type(column.type.type),
          m_json(json)
    {
    }

    QList<Note> collect();

private:
    void aboutOrigin();
    void aboutDeclaration();
    void aboutNumbers(qint64 others);
    void aboutBoolean();
    void aboutMoments();
    void aboutMomentsAsText();
    void aboutJson();
    void aboutTextAndBytes();
    void aboutRemembered();
    void aboutFlaws();
    void aboutFlaw(TextFlaw flaw, qint64 count, const QString &shape);

    [[nodiscard]] Findings found(qint64 count, const QStringList &shapes) const
    {
        return {count, samplesOf(m_census.samples, shapes)};
    }
    [[nodiscard]] QStringList samplesOfMisfits() const;
    [[nodiscard]] QString declared() const { return m_column.facts.column->declaredType; }
    void add(const Note &note) { m_notes.append(note); }

    NotePlace m_place;
    const ColumnDraft &m_column;
    const ColumnCensus &m_census;
    TypeKind m_type;
    JsonChoice m_json;
    QList<Note> m_notes;
};

QList<Note> TypeNotes::collect()
{
    aboutOrigin();
    if (m_column.type.misfit == Misfit::Attic && m_type == TypeKind::Text)
        add(bytesInText(m_place, found(m_column.type.fit.misfits, {u"blob"_s})));
    else if (m_column.type.misfit == Misfit::Attic)
        add(valuesSetAside(m_place, declared(), {m_column.type.fit.misfits, samplesOfMisfits()}));
    else if (m_column.type.origin == TypeOrigin::Default || m_column.type.origin == TypeOrigin::Profile)
        aboutDeclaration();
    aboutRemembered();
    aboutFlaws();
    return m_notes;
}

void TypeNotes::aboutOrigin()
{
    if (m_column.type.profileIgnored)
        add(profileNotFollowed(m_place, m_type));
    if (m_column.type.origin == TypeOrigin::Alignment)
        add(typeAligned(m_place, m_column.before, m_type));
    if (m_column.facts.use.rowidAlias && m_type != TypeKind::Bigint)
        add(idsNotGenerated(m_place, m_type));
}

/// The classes that the column's type is not made for.
QStringList TypeNotes::samplesOfMisfits() const
{
    QStringList shapes{u"blob"_s};
    if (m_type != TypeKind::Text && m_type != TypeKind::Json && m_type != TypeKind::Boolean)
        shapes.append(u"text"_s);
    if (m_type == TypeKind::Boolean)
        shapes += QStringList{u"not-boolean"_s, u"real"_s, u"empty"_s, u"near-moment"_s,   u"integer-text"_s,
                              u"real-text"_s,   u"uuid"_s, u"json"_s,  u"json-with-nul"_s, u"other-text"_s};
    const bool moments = m_type == TypeKind::Date || m_type == TypeKind::Timestamp || m_type == TypeKind::TimestampTz;
    if (moments) {
        shapes.removeAll(u"text"_s);
        shapes += QStringList{u"integer"_s, u"real"_s};
    }
    return found(0, shapes).samples;
}

void TypeNotes::aboutDeclaration()
{
    switch (familyOf(*m_column.facts.column)) {
    case TypeFamily::Integer:
        aboutNumbers(isText(m_type) ? m_census.texts + m_census.blobs : m_census.reals);
        break;
    case TypeFamily::Real:
        aboutNumbers(isText(m_type) ? m_census.texts + m_census.blobs : m_census.integers);
        break;
    case TypeFamily::Numeric:
        aboutNumbers(m_census.texts + m_census.blobs);
        break;
    case TypeFamily::Boolean:
        aboutBoolean();
        break;
    case TypeFamily::Date:
    case TypeFamily::Timestamp:
        aboutMoments();
        break;
    case TypeFamily::Json:
        aboutJson();
        break;
    case TypeFamily::Text:
    case TypeFamily::Bytes:
        aboutTextAndBytes();
        break;
    case TypeFamily::Untyped:
        break;
    }
}

void TypeNotes::aboutNumbers(qint64 others)
{
    const bool widened = isText(m_type) || (m_type == TypeKind::Numeric && others > 0);
    if (!widened || m_column.type.origin == TypeOrigin::Profile)
        return;
    QStringList shapes{u"text"_s, u"blob"_s};
    if (!isText(m_type))
        shapes =
            familyOf(*m_column.facts.column) == TypeFamily::Real ? QStringList{u"integer"_s} : QStringList{u"real"_s};
    // Infinities in an integer column are numbers too, but text is all that holds them among the integers.
    const qint64 count = others > 0 ? others : m_census.infinities + m_census.negativeZeros;
    add(columnWidened(m_place, declared(), m_type, found(count, others > 0 ? shapes : QStringList{u"real"_s})));
}

void TypeNotes::aboutBoolean()
{
    const qint64 words = m_census.shape(TextShape::BooleanWord);
    if (isNumber(m_type))
        add(numbersInBoolean(m_place, m_type,
                             found(m_census.notBoolean + m_census.reals, {u"not-boolean"_s, u"real"_s})));
    else if (isText(m_type) && words == m_census.texts && m_census.blobs == 0)
        add(wordsInBoolean(m_place, found(words, {u"boolean-word"_s})));
    else if (isText(m_type))
        add(columnWidened(m_place, declared(), m_type,
                          found(m_census.texts - words + m_census.blobs, {u"other-text"_s, u"empty"_s, u"blob"_s})));
}

void TypeNotes::aboutMoments()
{
    if (isNumber(m_type))
        add(numbersInDates(m_place, m_type, found(m_census.integers + m_census.reals, {u"integer"_s, u"real"_s})));
    else if (isText(m_type))
        aboutMomentsAsText();
}

void TypeNotes::aboutMomentsAsText()
{
    const qint64 moments = m_census.shape(TextShape::Moment);
    const qint64 near = m_census.shape(TextShape::NearMoment);
    const qint64 others = m_census.values() - moments - near;
    if (others > 0) {
        const QStringList shapes{u"empty"_s, u"integer-text"_s,  u"real-text"_s,  u"boolean-word"_s,
                                 u"uuid"_s,  u"json"_s,          u"other-text"_s, u"integer"_s,
                                 u"real"_s,  u"json-with-nul"_s, u"blob"_s};
        add(textsInDates(m_place, declared(), found(others, shapes)));
        return;
    }
    if (near > 0) {
        add(impossibleDates(m_place, found(near, {u"near-moment"_s})));
        return;
    }
    qint64 zoned = 0;
    for (auto it = m_census.forms.begin(); it != m_census.forms.end(); ++it)
        zoned += schema::TextForm::unpack(it.key()).zone == schema::ZoneSpelling::None ? 0 : it->count;
    const Findings all = found(moments, {});
    if (zoned > 0 && zoned < moments)
        add(zonesMixed(m_place, all));
    else if (m_column.facts.use.compared())
        add(datesInFormsOfKey(m_place, all));
    else
        add(datesInManyForms(m_place, all));
}

void TypeNotes::aboutJson()
{
    if (m_type == TypeKind::Json && m_json == JsonChoice::Jsonb) {
        add(jsonWishNotPossible(m_place, m_type));
        return;
    }
    if (!isText(m_type) || m_json == JsonChoice::Text)
        return;
    const qint64 invalid = m_census.values() - m_census.validJson - m_census.integers - m_census.reals;
    if (invalid > 0)
        add(invalidJson(m_place, found(invalid, {u"not-json"_s, u"blob"_s})));
    else
        add(jsonInIndex(m_place));
}

void TypeNotes::aboutTextAndBytes()
{
    if (m_type == TypeKind::Bytea && familyOf(*m_column.facts.column) == TypeFamily::Text)
        add(columnWidened(m_place, declared(), m_type, found(m_census.blobs, {u"blob"_s})));
}

void TypeNotes::aboutRemembered()
{
    const qint64 recorded = m_column.type.fit.recorded;
    if (recorded == 0)
        return;
    switch (m_type) {
    case TypeKind::Boolean:
        add(wordsRemembered(m_place, found(recorded, {u"boolean-word"_s})));
        break;
    case TypeKind::Date:
    case TypeKind::Timestamp:
    case TypeKind::TimestampTz:
    case TypeKind::Uuid:
        add(formsRemembered(m_place, {recorded, {}}));
        break;
    case TypeKind::Jsonb:
        add(jsonRespelled(m_place, {recorded, {}}));
        break;
    default:
        add(kindsRemembered(m_place, m_type, {recorded, {}}));
    }
}

void TypeNotes::aboutFlaws()
{
    aboutFlaw(TextFlaw::Nul, m_census.nulTexts, u"nul"_s);
    aboutFlaw(TextFlaw::InvalidUtf8, m_census.invalidTexts, u"invalid-utf8"_s);
}

void TypeNotes::aboutFlaw(TextFlaw flaw, qint64 count, const QString &shape)
{
    if (count == 0 || !isText(m_type))
        return;
    // Bytes that a blob column holds as they are need no word.
    if (m_type == TypeKind::Bytea && m_column.before == TypeKind::Bytea && m_column.type.origin != TypeOrigin::Bytes)
        return;
    const FlawOutcome outcome = m_type == TypeKind::Bytea           ? FlawOutcome::Bytes
                                : m_column.nulText == NulText::Null ? FlawOutcome::Empty
                                                                    : FlawOutcome::Readable;
    add(flawedText(m_place, flaw, outcome, found(count, {shape})));
}

} // namespace

QList<Note> typeNotes(const QString &table, const ColumnDraft &column, JsonChoice json)
{
    return TypeNotes(table, column, json).collect();
}

} // namespace migration
