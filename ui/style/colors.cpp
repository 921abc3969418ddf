// SPDX-License-Identifier: MIT
#include "ui/style/colors.h"

#include <QCoreApplication>
#include <array>

namespace ui {

namespace {

struct Role
{
    QPalette::ColorRole role;
    QRgb light;
    QRgb dark;
};

constexpr std::array roles{
    Role{QPalette::Window, 0xffF3F4F6, 0xff1C1E22},
    Role{QPalette::Midlight, 0xffE8EAED, 0xff17191C},
    Role{QPalette::Base, 0xffFFFFFF, 0xff24272C},
    Role{QPalette::AlternateBase, 0xffF8F9FA, 0xff282B31},
    Role{QPalette::Button, 0xffFCFCFD, 0xff343941},
    Role{QPalette::WindowText, 0xff1F2328, 0xffE7E9EC},
    Role{QPalette::Text, 0xff1F2328, 0xffE7E9EC},
    Role{QPalette::ButtonText, 0xff1F2328, 0xffE7E9EC},
    Role{QPalette::ToolTipText, 0xff1F2328, 0xffE7E9EC},
    Role{QPalette::ToolTipBase, 0xffFFFFFF, 0xff343941},
    Role{QPalette::PlaceholderText, 0xff57606A, 0xffA9B0BA},
    Role{QPalette::Mid, 0xffD4D8DE, 0xff3C4149},
    Role{QPalette::Dark, 0xff828A95, 0xff7B838F},
    Role{QPalette::Light, 0xffFFFFFF, 0xff3C4149},
    Role{QPalette::Shadow, 0xff828A95, 0xff000000},
    Role{QPalette::Highlight, 0xff28649A, 0xff2E6CA6},
    Role{QPalette::HighlightedText, 0xffFFFFFF, 0xffFFFFFF},
    Role{QPalette::Link, 0xff1F5E96, 0xff86BBEA},
    Role{QPalette::LinkVisited, 0xff1F5E96, 0xff86BBEA},
};

struct StatusColors
{
    QRgb light;
    QRgb dark;
};

constexpr std::array statusColors{
    StatusColors{0xff1B7742, 0xff68C689}, StatusColors{0xff9A5700, 0xffE2B04E}, StatusColors{0xffB42318, 0xffF5958C},
    StatusColors{0xff1F5E96, 0xff86BBEA}, StatusColors{0xff5B646F, 0xffA2AAB4},
};

} // namespace

Scheme schemeOf(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness()
               ? Scheme::Dark
               : Scheme::Light;
}

QPalette schemePalette(Scheme scheme)
{
    const bool dark = scheme == Scheme::Dark;
    QPalette palette;
    for (const Role &role : roles)
        palette.setColor(role.role, QColor::fromRgb(dark ? role.dark : role.light));
    const QColor faint = QColor::fromRgb(dark ? 0xff8D949E : 0xff68707A);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, faint);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, palette.color(QPalette::Mid));
    return palette;
}

QColor statusColor(Status status, const QPalette &palette)
{
    const StatusColors &colors = statusColors[static_cast<size_t>(status)];
    return QColor::fromRgb(schemeOf(palette) == Scheme::Dark ? colors.dark : colors.light);
}

QString statusWord(Status status)
{
    switch (status) {
    case Status::Fine:
        return QCoreApplication::translate("ui", "Fine");
    case Status::Note:
        return QCoreApplication::translate("ui", "Please read");
    case Status::Wrong:
        return QCoreApplication::translate("ui", "Wrong");
    case Status::Running:
        return QCoreApplication::translate("ui", "Running");
    case Status::Waiting:
        break;
    }
    return QCoreApplication::translate("ui", "Waiting");
}

QColor blended(const QColor &over, const QColor &base, double share)
{
    const auto mix = [share](int a, int b) { return qRound(a * share + b * (1 - share)); };
    return {mix(over.red(), base.red()), mix(over.green(), base.green()), mix(over.blue(), base.blue())};
}

QColor selectionTint(const QPalette &palette)
{
    const double share = schemeOf(palette) == Scheme::Dark ? 0.25 : 0.2;
    return blended(palette.color(QPalette::Highlight), palette.color(QPalette::Base), share);
}

} // namespace ui
