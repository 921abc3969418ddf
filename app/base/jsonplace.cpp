// SPDX-License-Identifier: MIT
#include "base/jsonplace.h"

#include <QStringList>
#include <algorithm>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace base {

namespace {

constexpr qint64 largestExact = qint64(1) << 53;

} // namespace

JsonPlace JsonPlace::at(QLatin1String key) const
{
    return at(QString(key));
}

JsonPlace JsonPlace::at(const QString &key) const
{
    if (!m_value.isObject())
        reject(u"is not an object"_s);
    const QJsonObject object = m_value.toObject();
    const QString place = m_place.isEmpty() ? key : QString(m_place + u'.' + key);
    const auto found = object.find(key);
    return JsonPlace(found == object.end() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(*found), place, m_fault);
}

bool JsonPlace::has(QLatin1String key) const
{
    const QJsonValue value = m_value.toObject().value(key);
    return !value.isUndefined() && !value.isNull();
}

QStringList JsonPlace::keys() const
{
    if (!m_value.isObject())
        reject(u"is not an object"_s);
    return m_value.toObject().keys();
}

QString JsonPlace::text() const
{
    if (!m_value.isString())
        reject(u"is not a text"_s);
    return m_value.toString();
}

QStringList JsonPlace::texts() const
{
    return list([](const JsonPlace &place) { return place.text(); });
}

bool JsonPlace::boolean() const
{
    if (!m_value.isBool())
        reject(u"is neither true nor false"_s);
    return m_value.toBool();
}

double JsonPlace::number() const
{
    if (!m_value.isDouble())
        reject(u"is not a number"_s);
    return m_value.toDouble();
}

qint64 JsonPlace::integer() const
{
    bool whole = false;
    qint64 value = 0;
    if (m_value.isString()) {
        value = m_value.toString().toLongLong(&whole);
    } else if (m_value.isDouble()) {
        const qint64 missing = std::numeric_limits<qint64>::min();
        value = m_value.toInteger(missing);
        whole = value != missing || m_value.toInteger(0) == missing;
    }
    if (!whole)
        reject(u"is not a whole number"_s);
    return value;
}

qint64 JsonPlace::integer(qint64 least, qint64 most) const
{
    const qint64 value = integer();
    if (value < least || value > most)
        reject(u"is not between %1 and %2"_s.arg(least).arg(most));
    return std::clamp(value, least, most);
}

void JsonPlace::allowOnly(std::initializer_list<QLatin1String> allowed) const
{
    const QStringList present = keys();
    for (const QString &key : present) {
        if (std::find(allowed.begin(), allowed.end(), key) == allowed.end())
            at(key).reject(u"is not a word that is known here"_s);
    }
}

void JsonPlace::reject(const QString &problem) const
{
    if (m_fault->found())
        return;
    m_fault->place = m_place.isEmpty() ? u"the whole document"_s : m_place;
    m_fault->problem = m_value.isUndefined() ? u"is missing"_s : problem;
}

QJsonArray JsonPlace::array() const
{
    if (!m_value.isArray())
        reject(u"is not a list"_s);
    return m_value.toArray();
}

JsonPlace JsonPlace::element(const QJsonArray &elements, qsizetype index) const
{
    return JsonPlace(elements.at(index), m_place + u'[' + QString::number(index) + u']', m_fault);
}

QJsonValue jsonInteger(qint64 value)
{
    if (value >= -largestExact && value <= largestExact)
        return QJsonValue(value);
    return QJsonValue(QString::number(value));
}

} // namespace base
