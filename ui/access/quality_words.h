// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/actions/quality_actions.h"
#include "ui/common/table_data.h"

#include <memory>
#include <optional>

namespace oxseal::ui {

class ContextCard;

/// How the work of reviewers is shown (A17).
[[nodiscard]] QString qualityModeWord(access::QualityMode mode);
/// What is measured here, who sees it, and what is not shown: one paragraph above the table.
[[nodiscard]] QString qualityNotice(const ReviewQuality& quality);
/// A row per reviewer whom the viewer may see, the own one first, and one for the group. Handles: the login, or "*" for the group.
[[nodiscard]] std::shared_ptr<ListData> qualityTable(const ReviewQuality& quality, const std::map<std::string, QString>& names);
/// Figures and remarks of a row; nullptr when there is none.
[[nodiscard]] ContextCard* qualityCard(const ReviewQuality& quality, const QString& handle, const std::map<std::string, QString>& names);

struct QualityModeAnswer
{
    QualityModeWish wish;
    std::string reason;
};
/// Asks whether and how reviewers of the entity ("" the group) are measured from which day.
[[nodiscard]] std::optional<QualityModeAnswer> askQualityMode(QWidget* parent, const std::string& entity, const std::optional<QualityModeRow>& now, Day today);

} // namespace oxseal::ui
