// SPDX-License-Identifier: MIT
#pragma once

#include "browse/sqltokens.h"

#include <QSyntaxHighlighter>

namespace ui {

/// Colours of SQL, from the palette of the moment.
class SqlHighlighter : public QSyntaxHighlighter
{
    Q_OBJECT
public:
    explicit SqlHighlighter(QTextDocument *document);

protected:
    void highlightBlock(const QString &text) override;

private:
    QList<browse::SqlToken> m_tokens; ///< of the whole text, while m_current
    bool m_current = false;
};

} // namespace ui
