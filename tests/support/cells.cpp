// SPDX-License-Identifier: MIT
#include "support/cells.h"

#include <QtEndian>
#include <bit>

namespace testsupport {

using schema::RawValue;
using schema::StorageClass;
using schema::TypeKind;

Value integer(qint64 value)
{
    return {StorageClass::Integer, value, 0, {}};
}

Value real(double value)
{
    return {StorageClass::Real, 0, value, {}};
}

Value text(const QByteArray &bytes)
{
    return {StorageClass::Text, 0, 0, bytes};
}

Value blob(const QByteArray &bytes)
{
    return {StorageClass::Blob, 0, 0, bytes};
}

bool same(const RawValue &a, const RawValue &b)
{
    if (a.storage != b.storage)
        return false;
    switch (a.storage) {
    case StorageClass::Null:
        return true;
    case StorageClass::Integer:
        return a.integer == b.integer;
    case StorageClass::Real:
        return std::bit_cast<quint64>(a.real) == std::bit_cast<quint64>(b.real);
    default:
        return QByteArrayView(a.data, a.size) == QByteArrayView(b.data, b.size);
    }
}

QByteArray describe(const RawValue &value)
{
    const QByteArray storage = QByteArray::number(static_cast<int>(value.storage)) + ':';
    switch (value.storage) {
    case StorageClass::Null:
        return "null";
    case StorageClass::Integer:
        return storage + QByteArray::number(value.integer);
    case StorageClass::Real:
        return storage + QByteArray::number(value.real, 'g', 17);
    default:
        return storage + QByteArray(value.data, value.size).toPercentEncoding(" :{}[]\",+");
    }
}

migration::ColumnPlan column(const QString &name, TypeKind type)
{
    switch (type) {
    case TypeKind::Bigint:
    case TypeKind::Numeric:
    case TypeKind::Boolean:
        return column(name, type, StorageClass::Integer);
    case TypeKind::Double:
        return column(name, type, StorageClass::Real);
    case TypeKind::Bytea:
        return column(name, type, StorageClass::Blob);
    default:
        return column(name, type, StorageClass::Text);
    }
}

migration::ColumnPlan column(const QString &name, TypeKind type, StorageClass mainClass)
{
    migration::ColumnPlan plan;
    plan.source = name;
    plan.target.name = name;
    plan.target.type = type;
    plan.mainClass = mainClass;
    plan.misfit = migration::Misfit::Attic;
    plan.form.time = type != TypeKind::Date;
    return plan;
}

migration::ColumnPlan spelledLike(const QString &name, TypeKind type, const QByteArray &example)
{
    migration::ColumnPlan plan = column(name, type);
    const auto parsed = schema::parseMoment(example.constData(), example.size());
    Q_ASSERT(parsed);
    plan.form = parsed->form;
    return plan;
}

migration::TablePlan table(const QString &name, const QList<migration::ColumnPlan> &columns,
                           const QStringList &primaryKey)
{
    migration::TablePlan plan;
    plan.source = name;
    plan.target.name = name;
    plan.columns = columns;
    if (!primaryKey.isEmpty())
        plan.target.primaryKey = schema::TargetKey{QString(name + QStringLiteral("_pkey")), primaryKey};
    return plan;
}

std::vector<postgres::Field> fieldsOf(const postgres::CopyBuffer &buffer)
{
    const char *at = buffer.data();
    std::vector<postgres::Field> fields(static_cast<size_t>(qFromBigEndian<qint16>(at)));
    at += 2;
    for (postgres::Field &field : fields) {
        field.size = qFromBigEndian<qint32>(at);
        field.data = at + 4;
        at += 4 + std::max(field.size, 0);
    }
    Q_ASSERT(at == buffer.data() + buffer.size());
    return fields;
}

} // namespace testsupport
