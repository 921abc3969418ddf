// SPDX-License-Identifier: MIT
#include "browse/signature.h"

#include "browse/pagereader.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace browse {

postgres::Statement signatureOf(const Relation &relation)
{
    return {QString::fromLatin1(signatureSql), {{.type = 26, .text = QByteArray::number(relation.oid)}}};
}

base::Error isGone(const Relation &relation)
{
    return {u"objects-gone"_s,
            QCoreApplication::translate("browse", "%1 is no longer there. Somebody removed it meanwhile.")
                .arg(relation.name),
            {}};
}

std::optional<base::Error> changeSince(const Shape &shape, const postgres::TextRows &signature)
{
    if (signature.rowCount() == 0)
        return isGone(shape.relation);
    if (signature.number(0, 0) == shape.signature)
        return std::nullopt;
    return base::Error{u"altered"_s,
                       QCoreApplication::translate("browse", "%1 was changed meanwhile: its columns, its keys or its "
                                                             "name are others now. Look at its rows again.")
                           .arg(shape.relation.name),
                       {}};
}

base::Error reasonOf(const base::Error &error, postgres::Reader &reader, const RowsQuery &query,
                     const std::stop_token &stop)
{
    if (error.code == base::stoppedCode || !reader.alive())
        return error;
    if (const auto signature = reader.read(signatureOf(query.shape->relation), doingOf(query), stop)) {
        if (auto change = changeSince(*query.shape, *signature)) {
            change->detail = error.detail;
            return *change;
        }
    }
    return explained(error, query);
}

} // namespace browse
