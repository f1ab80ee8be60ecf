"""How a resume answers a job description: what is asked, and which line of the resume says so."""
