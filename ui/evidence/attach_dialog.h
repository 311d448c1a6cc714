// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/actions/control_actions.h"
#include "storage/reads/evidence_reads.h"
#include "ui/common/page.h"
#include "ui/shell/theme.h"

#include <QString>

#include <functional>
#include <optional>
#include <vector>

namespace oxseal::ui {

/// What is known before the question is put.
struct AttachStart
{
    std::vector<EvidenceSubject> subjects;
    QString subject; ///< chosen at first, e.g. "control:AM-04"; "" = the first
    QString file; ///< dropped
    Period period;
    std::vector<Entity> entities;
    Day today;
};
struct AttachAnswer
{
    EvidenceInput input;
    QString file;
    std::string reason;
};
/// Asks for file, subject, the three dates and the reason; says at once when the dates miss the period.
[[nodiscard]] std::optional<AttachAnswer> askToAttach(QWidget* parent, const AttachStart& start);

/// "checklist:1.2" as "Checklist 1.2".
[[nodiscard]] QString subjectWords(const std::string& subject);
/// Where a subject is shown; an empty page when nowhere.
[[nodiscard]] QString subjectLink(const std::string& subject);
[[nodiscard]] std::pair<Mark, QString> fitWord(controls::PeriodFit fit);

} // namespace oxseal::ui
