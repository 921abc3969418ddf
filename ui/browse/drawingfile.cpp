// SPDX-License-Identifier: MIT
#include "ui/browse/drawingfile.h"

#include "ui/session/notwritten.h"
#include "ui/style/colors.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QImage>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>
#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr double border = 16;
constexpr double sharpness = 2;         ///< of PNG: pixels for one of the drawing
constexpr double mostPixels = 36e6;     ///< about 140 MB while it is being made
constexpr double longestSide = 30000;   ///< of what a picture may be long
constexpr double mostPoints = 14000;    ///< of a page of PDF
constexpr int pixelsPerInch = 96;       ///< what a pixel of the drawing is on paper
constexpr double pointsPerPixel = 0.75; ///< with that

void paint(QPainter &painter, const Drawing &drawing, const DrawingStyle &style, double factor)
{
    const double around = border * style.scale;
    painter.scale(factor, factor);
    painter.translate(around - drawing.bounds.left(), around - drawing.bounds.top());
    paintDrawing(painter, drawing, style);
}

QByteArray svgOf(const Drawing &drawing, const DrawingStyle &style, const QSizeF &size, const QString &title)
{
    QBuffer buffer;
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setResolution(pixelsPerInch);
    generator.setSize(size.toSize());
    generator.setViewBox(QRectF({0, 0}, size));
    generator.setTitle(title);
    QPainter painter(&generator);
    painter.fillRect(QRectF({0, 0}, size), style.palette.color(QPalette::Base));
    paint(painter, drawing, style, 1);
    painter.end();
    return buffer.data();
}

QByteArray pdfOf(const Drawing &drawing, const DrawingStyle &style, const QSizeF &size, const QString &title)
{
    const double factor = std::min(1.0, mostPoints / pointsPerPixel / std::max(size.width(), size.height()));
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setTitle(title);
    writer.setCreator(QCoreApplication::applicationName());
    writer.setPageLayout(
        QPageLayout(QPageSize(size * factor * pointsPerPixel, QPageSize::Point, {}, QPageSize::ExactMatch),
                    QPageLayout::Portrait, {}));
    writer.setResolution(pixelsPerInch);
    QPainter painter(&writer);
    paint(painter, drawing, style, factor);
    painter.end();
    return buffer.data();
}

QByteArray pngOf(const Drawing &drawing, const DrawingStyle &style, const QSizeF &size, const QString &title,
                 double factor)
{
    QImage image((size * factor).toSize().expandedTo({1, 1}), QImage::Format_RGB32);
    if (image.isNull())
        return {};
    image.fill(style.palette.color(QPalette::Base));
    image.setText(u"Title"_s, title);
    QPainter painter(&image);
    paint(painter, drawing, style, factor);
    painter.end();
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return buffer.data();
}

double pngFactor(const QSizeF &size)
{
    const double area = std::sqrt(mostPixels / std::max(1.0, size.width() * size.height()));
    const double side = longestSide / std::max({1.0, size.width(), size.height()});
    return std::min({sharpness, area, side});
}

} // namespace

QString suffixOf(PictureFormat format)
{
    switch (format) {
    case PictureFormat::Svg:
        return u"svg"_s;
    case PictureFormat::Png:
        return u"png"_s;
    case PictureFormat::Pdf:
        break;
    }
    return u"pdf"_s;
}

base::Result<SavedPicture> writeDrawing(const Drawing &drawing, const StyleSeed &seed, const QString &title,
                                        const QString &path, PictureFormat format)
{
    StyleSeed paper = seed;
    paper.palette = schemePalette(Scheme::Light);
    const DrawingStyle style(paper);
    const double around = 2 * border * style.scale;
    const QSizeF size = (drawing.bounds.size() + QSizeF(around, around)).expandedTo({1, 1});
    const double factor = format == PictureFormat::Png ? pngFactor(size) : 1;
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly)) // before the work is done
        return base::fail(notWritten(path, file.errorString()));
    const QByteArray bytes = format == PictureFormat::Svg   ? svgOf(drawing, style, size, title)
                             : format == PictureFormat::Pdf ? pdfOf(drawing, style, size, title)
                                                            : pngOf(drawing, style, size, title, factor);
    if (bytes.isEmpty() || file.write(bytes) != bytes.size() || !file.commit())
        return base::fail(notWritten(path, file.errorString()));
    return SavedPicture{path, factor < 1};
}

} // namespace ui
