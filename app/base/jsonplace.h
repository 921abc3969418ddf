// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <initializer_list>
#include <span>
#include <type_traits>

namespace base {

/// The first thing that was not as expected in a JSON document: "tables[2].name", "is missing".
struct JsonFault
{
    QString place;
    QString problem; ///< empty: none
    [[nodiscard]] bool found() const { return !problem.isEmpty(); }
};

/// One place in a JSON document, read strictly: whatever is missing or of another type is noted in the document's
/// fault (the first one stays) and read as a default value, so that readers need to look only once, at the end.
class JsonPlace
{
public:
    JsonPlace(const QJsonValue &document, JsonFault &fault) : m_value(document), m_fault(&fault) {}

    [[nodiscard]] JsonPlace at(QLatin1String key) const;
    [[nodiscard]] JsonPlace at(const QString &key) const;
    [[nodiscard]] bool has(QLatin1String key) const; ///< there and not null
    [[nodiscard]] QStringList keys() const;
    [[nodiscard]] bool isNull() const { return m_value.isNull(); }

    [[nodiscard]] QString text() const;
    [[nodiscard]] QStringList texts() const;
    [[nodiscard]] bool boolean() const;
    [[nodiscard]] double number() const;
    /// A whole number, or one written as decimal digits in a string (what jsonInteger() makes of large ones).
    [[nodiscard]] qint64 integer() const;
    [[nodiscard]] qint64 integer(qint64 least, qint64 most) const;

    /// `read` of each element.
    template <typename Read>
    [[nodiscard]] auto list(Read read) const
    {
        QList<std::invoke_result_t<Read, JsonPlace>> all;
        const QJsonArray elements = array();
        all.reserve(elements.size());
        for (qsizetype i = 0; i < elements.size(); ++i)
            all.append(read(element(elements, i)));
        return all;
    }

    void allowOnly(std::initializer_list<QLatin1String> keys) const;
    /// Notes `problem` ("is not a type that we know") here.
    void reject(const QString &problem) const;

private:
    JsonPlace(const QJsonValue &value, const QString &place, JsonFault *fault)
        : m_value(value), m_place(place), m_fault(fault)
    {
    }
    [[nodiscard]] QJsonArray array() const;
    [[nodiscard]] JsonPlace element(const QJsonArray &elements, qsizetype index) const;

    QJsonValue m_value;
    QString m_place;
    JsonFault *m_fault;
};

/// A number where every JSON reader keeps it exact, else its decimal digits.
QJsonValue jsonInteger(qint64 value);

/// `write` of each value.
template <typename T, typename Write>
QJsonArray jsonList(const QList<T> &values, Write write)
{
    QJsonArray array;
    for (const T &value : values)
        array.append(write(value));
    return array;
}

/// Names of an enum's values in JSON.
template <typename Enum>
struct EnumName
{
    Enum value;
    QLatin1String name;
};

template <typename Enum, size_t size>
QString enumName(const EnumName<Enum> (&names)[size], Enum value)
{
    for (const EnumName<Enum> &entry : names) {
        if (entry.value == value)
            return entry.name;
    }
    return {};
}

template <typename Enum, size_t size>
Enum enumValue(const EnumName<Enum> (&names)[size], const JsonPlace &place)
{
    const QString text = place.text();
    QStringList known;
    for (const EnumName<Enum> &entry : names) {
        if (text == entry.name)
            return entry.value;
        known.append(entry.name);
    }
    place.reject(QStringLiteral("is none of: %1").arg(known.join(QStringLiteral(", "))));
    return names[0].value;
}

} // namespace base
