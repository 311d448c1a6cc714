// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/actions/company_actions.h"

#include <QString>

#include <optional>
#include <string>
#include <vector>

class QWidget;

namespace oxseal::ui {

/// Each asks and gives what was answered; nullopt when the person turns back.
struct CompanyAnswer
{
    CompanyChange change;
    std::string reason;
};
[[nodiscard]] std::optional<CompanyAnswer> askForCompany(QWidget* parent, const CompanyFacts& facts, Day today);

struct EntityAnswer
{
    Entity entity;
    std::string reason;
};
/// The code of an entity that exists cannot be changed.
[[nodiscard]] std::optional<EntityAnswer> askForEntity(
    QWidget* parent, const Entity& entity, bool isNew, const std::vector<Entity>& others);

struct PeriodAnswer
{
    std::string name;
    std::string reason;
};
[[nodiscard]] std::optional<PeriodAnswer> askForPeriod(QWidget* parent, const QString& suggested);
/// The quarter after the last one there is, or the one that ended last before `today`.
[[nodiscard]] QString nextPeriodName(const std::vector<PeriodRow>& periods, Day today);

} // namespace oxseal::ui
