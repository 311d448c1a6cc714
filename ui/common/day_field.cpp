// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/day_field.h"

#include "ui/common/words.h"

#include <QStyle>

namespace oxseal::ui {

DayField::DayField(QWidget* parent)
    : QLineEdit(parent)
{
    setPlaceholderText(tr("2026-09-30"));
    setMaxLength(10);
    connect(this, &QLineEdit::textChanged, this, [this] {
        setProperty("invalid", !valid() && text().size() == maxLength());
        style()->unpolish(this);
        style()->polish(this);
    });
    connect(this, &QLineEdit::editingFinished, this, [this] {
        setProperty("invalid", !valid());
        style()->unpolish(this);
        style()->polish(this);
        setToolTip(valid() ? QString() : tr("Write the day as year, month, day: 2026-09-30."));
    });
}

std::optional<Day> DayField::day() const { return Day::fromIso(text().trimmed().toStdString()); }

void DayField::setDay(const std::optional<Day>& day) { setText(ui::day(day)); }

bool DayField::valid() const { return text().trimmed().isEmpty() || day().has_value(); }

} // namespace oxseal::ui
