// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "postgres/cancellation.h"
#include "postgres/reader.h"

#include <QByteArrayView>
#include <memory>
#include <stop_token>

namespace postgres {

/// COPY … TO STDOUT in a text form, as the server sends it: one after the other, all of what there was at one moment,
/// inside a read-only transaction that is rolled back at the end of its life. What still runs then is cancelled.
class CopyOut
{
public:
    /// While a COPY runs, `reader` is used by nothing else; before and between, it reads inside the same transaction.
    /// `doing` as in Reader::read().
    CopyOut(Reader &reader, QString doing, std::stop_token stop);
    Q_DISABLE_COPY_MOVE(CopyOut)
    ~CopyOut();

    /// Begins the transaction.
    base::Result<void> begin();
    /// `copySql` is the whole statement; the one before it is at its end. Begins the transaction where that is missing.
    base::Result<void> start(const QString &copySql);
    /// Some whole lines with their ends, valid until the next call; empty after the last one.
    base::Result<QByteArrayView> next();

private:
    base::Result<QByteArrayView> finish();
    Reader &m_reader;
    QString m_doing;
    std::stop_token m_stop;
    std::unique_ptr<StopCallback> m_cancel;
    char *m_chunk = nullptr; ///< PQgetCopyData's
    bool m_begun = false;
    bool m_copying = false;
};

} // namespace postgres
