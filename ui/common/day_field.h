// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"

#include <QLineEdit>

#include <optional>

namespace oxseal::ui {

/// A day typed as 2026-09-30. Empty is allowed and means "not given".
class DayField final : public QLineEdit
{
    Q_OBJECT

public:
    explicit DayField(QWidget* parent = nullptr);
    [[nodiscard]] std::optional<Day> day() const;
    void setDay(const std::optional<Day>& day);
    /// Empty, or a day that exists.
    [[nodiscard]] bool valid() const;
};

} // namespace oxseal::ui
