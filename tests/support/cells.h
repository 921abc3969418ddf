// SPDX-License-Identifier: MIT
#pragma once

#include "migration/plan/plan.h"
#include "postgres/copyreader.h"
#include "postgres/copywriter.h"
#include "schema/value.h"

#include <QByteArray>
#include <QList>
#include <vector>

/// Values and plans for tests of what moves them.
namespace testsupport {

/// A value that owns its bytes.
struct Value
{
    schema::StorageClass storage = schema::StorageClass::Null;
    qint64 integer = 0;
    double real = 0;
    QByteArray bytes;

    [[nodiscard]] schema::RawValue raw() const { return {storage, integer, real, bytes.constData(), bytes.size()}; }
};

Value integer(qint64 value);
Value real(double value);
Value text(const QByteArray &bytes);
Value blob(const QByteArray &bytes);

/// The same class and value, bit for bit.
bool same(const schema::RawValue &a, const schema::RawValue &b);
/// For messages.
QByteArray describe(const schema::RawValue &value);

/// A column whose misfits go to the attic. The main class is the one natural for the type.
migration::ColumnPlan column(const QString &name, schema::TypeKind type);
migration::ColumnPlan column(const QString &name, schema::TypeKind type, schema::StorageClass mainClass);
/// A column of dates or times that are spelled like this example.
migration::ColumnPlan spelledLike(const QString &name, schema::TypeKind type, const QByteArray &example);

migration::TablePlan table(const QString &name, const QList<migration::ColumnPlan> &columns,
                           const QStringList &primaryKey = {});

/// The fields of the first row in the buffer.
std::vector<postgres::Field> fieldsOf(const postgres::CopyBuffer &buffer);

} // namespace testsupport
