"""Resumes out: one composition of the facts, written as PDF or Word in three templates."""
