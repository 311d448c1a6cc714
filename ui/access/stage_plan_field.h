// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/stages.h"
#include "models/people/user.h"

#include <QWidget>

#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;

namespace oxseal::ui {

class ChoiceBox;
class DayEdit;

/// How many stages a review has, and for each: what closes it, its due day, and who is told or takes over when it is late.
class StagePlanField final : public QWidget
{
    Q_OBJECT

public:
    StagePlanField(const std::vector<Person>& people, Day today, QWidget* parent = nullptr);
    /// Logins in escalateTo; empty when one plain stage is chosen.
    [[nodiscard]] std::vector<access::Stage> stages() const;
    [[nodiscard]] QString problem() const; ///< "" when the plan may be opened

private:
    struct Row
    {
        QLabel* name = nullptr;
        ChoiceBox* quorum = nullptr;
        QCheckBox* dated = nullptr;
        DayEdit* due = nullptr;
        ChoiceBox* late = nullptr;
        QComboBox* person = nullptr;
    };
    [[nodiscard]] std::vector<access::StageKind> kinds() const;
    void show();

    Day today_;
    ChoiceBox* shape_ = nullptr;
    std::vector<Row> rows_;
};

} // namespace oxseal::ui
