// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/evidence_reads.h"

#include <QWidget>

#include <map>

class QGridLayout;

namespace oxseal::ui {

class ContextCard;
class TablePanel;

/// Everything the page of controls shows of one period.
struct ControlsContent
{
    bool loaded = false; ///< a control set is there
    std::vector<ControlStatus> controls;
    std::vector<ChecklistStatus> items;
    std::vector<EvidenceStatus> evidence;
    std::vector<EvidenceSubject> subjects;
    std::map<std::int64_t, std::string> people; ///< names by person id
    std::map<std::string, std::int64_t> logins; ///< of those who can be owners
};

/// The checklist: the seven areas with what is complete, and their questions.
class ChecklistView final : public QWidget
{
    Q_OBJECT

public:
    explicit ChecklistView(QWidget* parent = nullptr);
    void set(const ControlsContent& content);
    [[nodiscard]] TablePanel& table() noexcept { return *table_; }

Q_SIGNALS:
    void currentChanged();
    void activated();

private:
    void showAreas(const ControlsContent& content);
    QGridLayout* areas_ = nullptr;
    TablePanel* table_ = nullptr;
};

/// The risk and control matrix of the period.
class MatrixView final : public QWidget
{
    Q_OBJECT

public:
    explicit MatrixView(QWidget* parent = nullptr);
    void set(const ControlsContent& content, const Period& period, Day today);
    [[nodiscard]] TablePanel& table() noexcept { return *table_; }

Q_SIGNALS:
    void currentChanged();
    void activated();

private:
    TablePanel* table_ = nullptr;
};

[[nodiscard]] const ChecklistStatus* itemOf(const ControlsContent& content, const QString& code);
[[nodiscard]] const ControlStatus* controlOf(const ControlsContent& content, const QString& code);
/// Facts; the page adds what can be done.
[[nodiscard]] ContextCard* itemCard(const ControlsContent& content, const ChecklistStatus& item);
[[nodiscard]] ContextCard* controlCard(
    const ControlsContent& content, const ControlStatus& control, const std::vector<Entity>& entities, const Period& period, Day today);

} // namespace oxseal::ui
