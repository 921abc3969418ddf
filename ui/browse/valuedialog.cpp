// SPDX-License-Identifier: MIT
#include "ui/browse/valuedialog.h"

#include "ui/browse/valuewords.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/text.h"

#include <QBuffer>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QImageReader>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QTabWidget>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr qint64 mostLetters = 2'000'000;
constexpr int firstWidth = 640;
constexpr int firstHeight = 480;
constexpr int mostHexBytes = 256 * 1024;
constexpr int mostPictureMegabytes = 128;
constexpr int mostBranches = 20'000;

QString scalarText(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::String:
        return value.toString();
    case QJsonValue::Bool:
        return value.toBool() ? u"true"_s : u"false"_s;
    case QJsonValue::Null:
        return u"null"_s;
    case QJsonValue::Double:
        return QString::fromUtf8(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact).mid(1).chopped(1));
    default:
        return {};
    }
}

/// Stops where a person has long lost their way.
void addBranch(QTreeWidgetItem *parent, const QString &name, const QJsonValue &value, int &left)
{
    if (--left < 0)
        return;
    auto *item = new QTreeWidgetItem(parent, {name, scalarText(value)});
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        item->setText(1, u"{%1}"_s.arg(object.size()));
        for (auto member = object.begin(); member != object.end(); ++member)
            addBranch(item, member.key(), member.value(), left);
    } else if (value.isArray()) {
        const QJsonArray array = value.toArray();
        item->setText(1, u"[%1]"_s.arg(array.size()));
        for (qsizetype i = 0; i < array.size(); ++i)
            addBranch(item, QString::number(i), array[i], left);
    }
}

} // namespace

QString hexText(const QByteArray &bytes)
{
    constexpr int inLine = 16;
    QString text;
    for (qsizetype at = 0; at < bytes.size(); at += inLine) {
        const QByteArray line = bytes.mid(at, inLine);
        QString letters;
        for (const char byte : line)
            letters += byte >= ' ' && byte <= '~' ? QLatin1Char(byte) : QLatin1Char('.');
        const QString hex = QString::fromLatin1(line.toHex(' ')).leftJustified(3 * inLine - 1);
        text += u"%1  %2  %3\n"_s.arg(QString::number(at, 16).rightJustified(8, u'0'), hex, letters);
    }
    return text;
}

ValueDialog::ValueDialog(Database *database, const browse::RowsQuery &query, const browse::Anchor &row, int column,
                         const QVariant &known, QWidget *parent)
    : QDialog(parent),
      m_column(query.shape->columns[column]),
      m_known(known.toString()),
      m_banner(new Banner),
      m_state(label(tr("Reading…"), TextRole::Small, Voice::Second)),
      m_ways(new QTabWidget)
{
    setWindowTitle(u"%1 (%2)"_s.arg(onOneLine(m_column.name), m_column.type));
    m_ways->setAccessibleName(tr("The value"));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    auto *rows = new QVBoxLayout(this);
    rows->addWidget(m_banner);
    rows->addWidget(m_ways, 1);
    rows->addWidget(m_state);
    rows->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    resize(scaled(firstWidth), scaled(firstHeight));
    if (row.values.isEmpty()) {
        showValue({.bytes = known.isValid() ? std::optional(m_known.toUtf8()) : std::nullopt});
        return;
    }
    const qint64 most = m_column.kind == browse::ValueKind::Bytes ? 16 * mostLetters : mostLetters;
    database->readValue(m_job, query, row, column, most, [this](const base::Result<browse::WholeValue> &value) {
        if (value)
            showValue(*value);
        else
            m_banner->say(Status::Wrong, value.error().message);
        if (!value)
            m_state->clear();
    });
}

void ValueDialog::showValue(const browse::WholeValue &value)
{
    if (!value.bytes) {
        m_state->setText(tr("NULL: no value at all"));
        return;
    }
    const bool bytes = m_column.kind == browse::ValueKind::Bytes;
    const QString text = bytes ? QString() : QString::fromUtf8(*value.bytes);
    const int letters = int(text.size());
    m_state->setText(bytes ? bytesText(value.bytes->size()) : tr("%n letter(s)", nullptr, letters));
    if (value.isCut)
        m_banner->say(Status::Note, tr("The value is longer. Only its beginning is shown."));
    if (bytes) {
        showBytes(*value.bytes);
    } else {
        if (m_column.kind == browse::ValueKind::Json)
            showJson(*value.bytes);
        showText(text);
    }
}

void ValueDialog::showText(const QString &text)
{
    auto *field = new QPlainTextEdit(text);
    field->setReadOnly(true);
    field->setAccessibleName(tr("The value as text"));
    m_ways->addTab(field, tr("Text"));
}

void ValueDialog::showJson(const QByteArray &text)
{
    const QJsonDocument document = QJsonDocument::fromJson(text);
    if (document.isNull())
        return;
    auto *tree = new QTreeWidget;
    tree->setHeaderLabels({tr("Name"), tr("Value")});
    tree->setAccessibleName(tr("The value as a tree"));
    int left = mostBranches;
    const QJsonValue whole = document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
    addBranch(tree->invisibleRootItem(), u"$"_s, whole, left);
    tree->expandToDepth(1);
    tree->header()->resizeSection(0, width() / 3);
    m_ways->addTab(tree, tr("Tree"));
}

void ValueDialog::showBytes(const QByteArray &bytes)
{
    QBuffer buffer;
    buffer.setData(bytes);
    QImageReader reader(&buffer);
    QImageReader::setAllocationLimit(mostPictureMegabytes);
    if (const QImage picture = reader.read(); !picture.isNull()) {
        auto *label = new QLabel;
        label->setPixmap(QPixmap::fromImage(picture));
        label->setAlignment(Qt::AlignCenter);
        label->setAccessibleName(tr("The value as a picture"));
        auto *scroll = new QScrollArea;
        scroll->setWidget(label);
        scroll->setWidgetResizable(true);
        scroll->setAccessibleName(label->accessibleName());
        m_ways->addTab(scroll, tr("Picture"));
    }
    auto *field = new QPlainTextEdit(hexText(bytes.left(mostHexBytes)));
    field->setReadOnly(true);
    field->setFont(textFont(TextRole::Fixed));
    field->setLineWrapMode(QPlainTextEdit::NoWrap);
    field->setAccessibleName(tr("The value as bytes"));
    m_ways->addTab(field, tr("Bytes"));
}

} // namespace ui
