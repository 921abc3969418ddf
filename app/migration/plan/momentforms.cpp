// SPDX-License-Identifier: MIT
#include "migration/plan/momentforms.h"

#include <algorithm>
#include <numeric>

namespace migration {

namespace {

using schema::FormCount;
using schema::Fraction;
using schema::TextForm;
using schema::TextShape;
using schema::TypeKind;
using schema::ZoneSpelling;

bool canHold(TypeKind type, const TextForm &form, const FormCount &counts, ZonelessMeans zoneless)
{
    const bool zoned = form.zone != ZoneSpelling::None;
    switch (type) {
    case TypeKind::Date:
        return !zoned && (!form.time || counts.midnights == counts.count);
    case TypeKind::Timestamp:
        return !zoned;
    case TypeKind::TimestampTz:
        return zoned || zoneless == ZonelessMeans::Utc;
    default:
        return false;
    }
}

/// What Python's isoformat() writes: the texts without a fraction, and those with six digits that are not all zero.
MainForm unlessZero(const QMap<quint32, FormCount> &forms, const TextForm &withoutFraction)
{
    TextForm six = withoutFraction;
    six.fractionDigits = 6;
    const FormCount longer = forms.value(six.pack());
    TextForm both = withoutFraction;
    both.fraction = Fraction::UnlessZero;
    return {both, forms.value(withoutFraction.pack()).count + longer.count - longer.zeroMicros};
}

TextForm plainForm(TypeKind type)
{
    TextForm form;
    form.time = type != TypeKind::Date;
    return form;
}

} // namespace

std::optional<MainForm> mainForm(const schema::ColumnCensus &census, TypeKind type, ZonelessMeans zoneless)
{
    const auto &forms = census.forms;
    const qint64 counted = std::accumulate(forms.begin(), forms.end(), qint64{0},
                                           [](qint64 sum, const FormCount &form) { return sum + form.count; });
    if (counted != census.shape(TextShape::Moment))
        return {};
    MainForm best{plainForm(type), 0};
    const auto consider = [&best](const MainForm &form) {
        if (form.covered > best.covered)
            best = form;
    };
    for (auto it = forms.begin(); it != forms.end(); ++it) {
        const TextForm form = TextForm::unpack(it.key());
        if (!canHold(type, form, *it, zoneless))
            return {};
        consider({form, it->count});
    }
    for (auto it = forms.begin(); it != forms.end(); ++it) {
        const TextForm form = TextForm::unpack(it.key());
        if (form.time && form.seconds && form.fraction == Fraction::Fixed && form.fractionDigits == 0)
            consider(unlessZero(forms, form));
    }
    return best;
}

} // namespace migration
