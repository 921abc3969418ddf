// SPDX-License-Identifier: MIT
#include "ui/browse/sqlhighlighter.h"

#include "ui/style/colors.h"

#include <QGuiApplication>
#include <QTextDocument>
#include <algorithm>
#include <utility>

namespace ui {

namespace {

QTextCharFormat formatOf(browse::SqlTokenKind kind)
{
    using Kind = browse::SqlTokenKind;
    const QPalette palette = QGuiApplication::palette();
    QTextCharFormat format;
    switch (kind) {
    case Kind::Keyword:
        format.setForeground(palette.brush(QPalette::Link));
        format.setFontWeight(QFont::DemiBold);
        break;
    case Kind::String:
        format.setForeground(statusColor(Status::Fine, palette));
        break;
    case Kind::Number:
    case Kind::Parameter:
        format.setForeground(statusColor(Status::Note, palette));
        break;
    case Kind::Comment:
        format.setForeground(palette.brush(QPalette::PlaceholderText));
        format.setFontItalic(true);
        break;
    case Kind::Word:
    case Kind::QuotedName:
    case Kind::Operator:
        break;
    }
    return format;
}

} // namespace

/// The change is heard of here before the base class looks at the blocks: a revision number would not tell, as it
/// begins anew with every whole text.
SqlHighlighter::SqlHighlighter(QTextDocument *document) : QSyntaxHighlighter(static_cast<QObject *>(document))
{
    connect(document, &QTextDocument::contentsChange, this, [this] { m_current = false; });
    setDocument(document);
}

/// A string or comment may go over several lines: how a line ends decides whether the next one is looked at again.
void SqlHighlighter::highlightBlock(const QString &text)
{
    if (!std::exchange(m_current, true))
        m_tokens = browse::sqlTokens(document()->toPlainText());
    const qsizetype start = currentBlock().position();
    const qsizetype end = start + text.size();
    auto token = std::partition_point(m_tokens.cbegin(), m_tokens.cend(),
                                      [start](const browse::SqlToken &one) { return one.end() <= start; });
    int endsWithin = 0;
    for (; token != m_tokens.cend() && token->start <= end; ++token) {
        const qsizetype from = std::max(token->start, start);
        const qsizetype to = std::min(token->end(), end);
        if (to > from)
            setFormat(int(from - start), int(to - from), formatOf(token->kind));
        if (token->end() > end && token->start < end)
            endsWithin = 1 + int(token->kind);
    }
    setCurrentBlockState(endsWithin);
}

} // namespace ui
