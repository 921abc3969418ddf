// SPDX-License-Identifier: MIT
#include "sqlite/columntally.h"

#include "schema/utf8.h"
#include "sqlite/sampletext.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace sqlite {

namespace {

using schema::RawValue;
using schema::StorageClass;
using schema::TextShape;

constexpr qint64 samplesOfEach = 3;
constexpr qint64 microsPerSecond = 1'000'000;

/// Of these shapes the whole text is known to be ASCII, or valid by JSON's rules.
bool knownSound(TextShape shape)
{
    return shape != TextShape::Other;
}

} // namespace

qint64 declaredLengthOf(const schema::Column &column)
{
    const QString &type = column.declaredType;
    const qsizetype open = type.indexOf(u'(');
    const qsizetype close = type.indexOf(u')', open);
    if (column.affinity != schema::Affinity::Text || open < 0 || close < 0)
        return 0;
    bool number = false;
    const qint64 length = QStringView(type).mid(open + 1, close - open - 1).trimmed().toLongLong(&number);
    return number && length > 0 ? length : 0;
}

ColumnTally::ColumnTally(const schema::Column &column)
    : m_declaredLength(declaredLengthOf(column)),
      m_declaredJson(column.declaredType.contains(u"JSON"_s, Qt::CaseInsensitive))
{
}

void ColumnTally::add(const RawValue &value, qint64 row)
{
    switch (value.storage) {
    case StorageClass::Null:
        ++m_census.nulls;
        break;
    case StorageClass::Integer:
        addInteger(value, row);
        break;
    case StorageClass::Real:
        addReal(value, row);
        break;
    case StorageClass::Text:
        addText(value, row);
        break;
    case StorageClass::Blob:
        addBlob(value, row);
        break;
    }
}

inline void ColumnTally::count(qint64 &counter, const QString &name, const RawValue &value, qint64 row)
{
    if (counter++ < samplesOfEach)
        m_census.samples.append({name, sampleText(value), row});
}

void ColumnTally::addInteger(const RawValue &value, qint64 row)
{
    static const QString integerName = className(StorageClass::Integer);
    static const QString notBooleanName = u"not-boolean"_s;
    count(m_census.integers, integerName, value, row);
    m_census.minInteger = std::min(m_census.minInteger, value.integer);
    m_census.maxInteger = std::max(m_census.maxInteger, value.integer);
    if (value.integer != 0 && value.integer != 1)
        count(m_census.notBoolean, notBooleanName, value, row);
}

void ColumnTally::addReal(const RawValue &value, qint64 row)
{
    static const QString name = className(StorageClass::Real);
    count(m_census.reals, name, value, row);
    if (!std::isfinite(value.real)) {
        ++m_census.infinities;
        return;
    }
    m_census.minReal = std::min(m_census.minReal, value.real);
    m_census.maxReal = std::max(m_census.maxReal, value.real);
    m_census.negativeZeros += value.real == 0 && std::signbit(value.real);
}

void ColumnTally::addBlob(const RawValue &value, qint64 row)
{
    static const QString name = className(StorageClass::Blob);
    count(m_census.blobs, name, value, row);
    m_census.longestBlob = std::max(m_census.longestBlob, qint64{value.size});
}

void ColumnTally::addText(const RawValue &value, qint64 row)
{
    static const QString name = className(StorageClass::Text);
    count(m_census.texts, name, value, row);
    m_census.longestText = std::max(m_census.longestText, qint64{value.size});
    if (m_declaredLength > 0 && value.size > m_declaredLength)
        checkLength(value, row);
    const schema::ShapeFinding finding = schema::shapeOf(value.data, value.size);
    addShape(finding, value, row);
    if (!knownSound(finding.shape))
        checkFlaws(value, row);
    checkDocument(finding.shape, value, row);
}

inline void ColumnTally::addShape(const schema::ShapeFinding &finding, const RawValue &value, qint64 row)
{
    qint64 &counter = m_census.shapes[static_cast<size_t>(finding.shape)];
    if (finding.shape == TextShape::Moment) {
        ++counter;
        addMoment(finding, value, row);
        return;
    }
    if (counter++ < samplesOfEach)
        m_census.samples.append({schema::sampleName(finding.shape), sampleText(value), row});
    m_census.lowerCaseUuids += finding.lowerCaseUuid;
}

void ColumnTally::addMoment(const schema::ShapeFinding &finding, const RawValue &value, qint64 row)
{
    const size_t slot = slotOf(finding.form.pack());
    if (slot == mostForms)
        return;
    schema::FormCount &counts = m_forms[slot].counts;
    if (counts.count++ < samplesOfEach)
        m_census.samples.append({schema::formName(finding.form), sampleText(value), row});
    counts.zeroMicros += finding.moment.micros % microsPerSecond == 0;
    counts.midnights += finding.moment.micros == 0;
}

/// The form's place, the one just used first; mostForms if there is none left.
size_t ColumnTally::slotOf(quint32 packed)
{
    if (m_lastForm < m_formCount && m_forms[m_lastForm].packed == packed)
        return m_lastForm;
    for (size_t slot = 0; slot < m_formCount; ++slot) {
        if (m_forms[slot].packed == packed)
            return m_lastForm = slot;
    }
    if (m_formCount == mostForms)
        return mostForms;
    m_forms[m_formCount].packed = packed;
    return m_lastForm = m_formCount++;
}

inline void ColumnTally::checkDocument(TextShape shape, const RawValue &value, qint64 row)
{
    static const QString name = u"not-json"_s;
    if (shape == TextShape::Json || shape == TextShape::JsonWithNul) {
        ++m_census.validJson;
    } else if (m_declaredJson) {
        if (schema::checkJson(value.data, value.size).verdict != schema::JsonVerdict::Invalid)
            ++m_census.validJson;
        else
            count(m_notJson, name, value, row);
    }
}

void ColumnTally::checkFlaws(const RawValue &value, qint64 row)
{
    static const QString nulName = u"nul"_s;
    static const QString invalidName = u"invalid-utf8"_s;
    const schema::TextFlaws flaws = schema::flawsOf(value.data, value.size);
    if (flaws.nul)
        count(m_census.nulTexts, nulName, value, row);
    if (flaws.invalid)
        count(m_census.invalidTexts, invalidName, value, row);
}

void ColumnTally::checkLength(const RawValue &value, qint64 row)
{
    static const QString name = u"too-long"_s;
    if (schema::characterCount(value.data, value.size) > m_declaredLength)
        count(m_census.overDeclaredLength, name, value, row);
}

void ColumnTally::add(const ColumnTally &later)
{
    const schema::ColumnCensus &other = later.m_census;
    for (const auto count :
         {&schema::ColumnCensus::nulls, &schema::ColumnCensus::integers, &schema::ColumnCensus::reals,
          &schema::ColumnCensus::texts, &schema::ColumnCensus::blobs, &schema::ColumnCensus::notBoolean,
          &schema::ColumnCensus::negativeZeros, &schema::ColumnCensus::infinities,
          &schema::ColumnCensus::overDeclaredLength, &schema::ColumnCensus::nulTexts,
          &schema::ColumnCensus::invalidTexts, &schema::ColumnCensus::validJson, &schema::ColumnCensus::lowerCaseUuids})
        m_census.*count += other.*count;
    for (size_t shape = 0; shape < m_census.shapes.size(); ++shape)
        m_census.shapes[shape] += other.shapes[shape];
    m_census.minInteger = std::min(m_census.minInteger, other.minInteger);
    m_census.maxInteger = std::max(m_census.maxInteger, other.maxInteger);
    m_census.minReal = std::min(m_census.minReal, other.minReal);
    m_census.maxReal = std::max(m_census.maxReal, other.maxReal);
    m_census.longestText = std::max(m_census.longestText, other.longestText);
    m_census.longestBlob = std::max(m_census.longestBlob, other.longestBlob);
    m_notJson += later.m_notJson;
    addForms(later);
    addSamples(other.samples);
}

void ColumnTally::addForms(const ColumnTally &later)
{
    for (size_t i = 0; i < later.m_formCount; ++i) {
        const size_t slot = slotOf(later.m_forms[i].packed);
        if (slot == mostForms)
            continue;
        schema::FormCount &counts = m_forms[slot].counts;
        counts.count += later.m_forms[i].counts.count;
        counts.zeroMicros += later.m_forms[i].counts.zeroMicros;
        counts.midnights += later.m_forms[i].counts.midnights;
    }
}

void ColumnTally::addSamples(const QList<schema::Sample> &later)
{
    for (const schema::Sample &sample : later) {
        const auto same = [&sample](const schema::Sample &kept) { return kept.shape == sample.shape; };
        if (std::count_if(m_census.samples.begin(), m_census.samples.end(), same) < samplesOfEach)
            m_census.samples.append(sample);
    }
}

schema::ColumnCensus ColumnTally::result() const
{
    schema::ColumnCensus census = m_census;
    for (size_t slot = 0; slot < m_formCount; ++slot)
        census.forms.insert(m_forms[slot].packed, m_forms[slot].counts);
    return census;
}

} // namespace sqlite
